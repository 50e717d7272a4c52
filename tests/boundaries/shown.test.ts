import { readFileSync } from 'node:fs';
import path from 'node:path';

/** These pages say of every promise which test shows it: the test is there, and says so. */
const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const rowsOf = (page: string) =>
  read(page)
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, , , test]) => test?.endsWith('.test.ts`'))
    .map(([, , promise = '', test = '', words = '']) => ({ promise, file: test.replaceAll('`', ''), words }));

describe.each([
  ['docs/money.md', 50],
  ['docs/merchant.md', 40],
  ['docs/tiers.md', 25],
  ['docs/audience.md', 30],
  ['docs/solid-ground.md', 25],
  ['docs/journeys.md', 25],
  ['docs/play.md', 30],
  ['docs/insight.md', 20],
  ['docs/security.md', 20],
])('%s', (page, atLeast) => {
  const rows = rowsOf(page);

  it('has many', () => {
    expect(rows.length).toBeGreaterThan(atLeast);
  });

  it.each(rows)('$promise: $file', ({ file, words }) => {
    expect(read(file)).toContain(words);
  });
});
