import { readFileSync } from 'node:fs';
import path from 'node:path';

/** docs/money.md and docs/tiers.md say of every promise which test shows it: the test is there, and says so. */
const root = path.resolve(__dirname, '../..');
const rows = ['docs/money.md', 'docs/tiers.md']
  .flatMap((page) => readFileSync(path.join(root, page), 'utf8').split('\n'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, , , test]) => test !== undefined && /^`(tests|cloudfunctions)\//.test(test))
  .map(([, , promise = '', test = '', words = '']) => ({ promise, file: test.replaceAll('`', ''), words }));

it('there are many', () => {
  expect(rows.length).toBeGreaterThan(85);
});

it.each(rows)('$promise: $file', ({ file, words }) => {
  expect(readFileSync(path.join(root, file), 'utf8')).toContain(words);
});
