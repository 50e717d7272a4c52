import { readFileSync } from 'node:fs';
import path from 'node:path';

/** docs/money.md says of every promise which test shows it: the test is there, and says so. */
const root = path.resolve(__dirname, '../..');
const rows = readFileSync(path.join(root, 'docs/money.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, , , test]) => test?.startsWith('`tests/'))
  .map(([, , promise = '', test = '', words = '']) => ({ promise, file: test.replaceAll('`', ''), words }));

it('there are many', () => {
  expect(rows.length).toBeGreaterThan(50);
});

it.each(rows)('$promise: $file', ({ file, words }) => {
  expect(readFileSync(path.join(root, file), 'utf8')).toContain(words);
});
