import { readFileSync } from 'node:fs';
import path from 'node:path';
import { figures } from '../contracts/primitives/insight/figures';

const UNITS = { fen: '元', number: '个', rate: '%', mean: '平均' } as const;

it('docs/figures.md defines every figure as the pages do, and none besides', () => {
  const text = readFileSync(path.join(__dirname, '../docs/figures.md'), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| (?!Figure|---)/.test(line));
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  expect(cells.map(([, name, unit, says]) => [name, unit, says])).toEqual(
    figures.map(({ name, unit, says }) => [name, UNITS[unit], says]),
  );
});
