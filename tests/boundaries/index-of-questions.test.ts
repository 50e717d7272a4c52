import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The index of docs/architecture.md: three openings, and the third holds what the row says. */

const docs = path.resolve(__dirname, '../../docs');
const read = (file: string): string => readFileSync(file, 'utf8');

const chapter = read(path.join(docs, 'architecture.md'))
  .split(/^## /m)
  .find((one) => one.startsWith('Where is it?'));
const rows = (chapter ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes(']('))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, question = '', second = '', third = '']) => ({ question, second, third }));

interface Place {
  file: string;
  heading: string | undefined;
}
const linked = (cell: string): Place => {
  const [, target = '', heading] = /\]\(([^)#]+)(?:#([^)]+))?\)/.exec(cell) ?? [];
  return { file: path.join(docs, target), heading };
};

/** As GitHub makes them. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Null: the row leads to what it says. */
function astray({ second, third }: { second: string; third: string }): string | null {
  const { file, heading } = linked(second);
  if (!existsSync(file)) return `${file} is not there`;
  const page = read(file);
  if (heading !== undefined && !anchorsOf(page).includes(heading)) return `no chapter ${heading}`;
  const [, source, symbol] = /^`([\w./-]+\.ts)`: `(\w+)`$/.exec(third) ?? [];
  if (source !== undefined)
    return astraySource(path.join(path.dirname(file), source), source, symbol ?? '', page);
  if (third.startsWith('[')) {
    const page3 = linked(third).file;
    if (!existsSync(page3)) return `${page3} is not there`;
    return page.includes(path.basename(page3)) ? null : `the second page does not lead to ${page3}`;
  }
  return /^that (page|chapter)/.test(third) ? null : `says neither file nor page: ${third}`;
}

function astraySource(file: string, source: string, symbol: string, readme: string): string | null {
  if (!existsSync(file)) return `${file} is not there`;
  if (!readme.includes(`\`${source}\``)) return `its README does not name ${source}`;
  const told = new RegExp(`\\*/\\nexport (?:async )?(?:function|const) ${symbol}\\b`);
  return told.test(read(file)) ? null : `${source} exports no ${symbol} with its answer above it`;
}

describe('the index of questions', () => {
  it.each(rows)('$question', (row) => expect(astray(row)).toBeNull());

  it('holds the questions the house is judged by', () => {
    expect(rows.length).toBeGreaterThan(12);
    for (const word of ['coupon expire', 'by hand', 'not reminded', 'refund', 'Two codes', 'account closes'])
      expect(rows.filter(({ question }) => question.includes(word))).toHaveLength(1);
  });

  it.each([
    ['[a](../cloudfunctions/nowhere/README.md)', '`a.ts`: `a`', 'is not there'],
    ['[a](../cloudfunctions/coupon/README.md#nothing)', '`a.ts`: `a`', 'no chapter'],
    ['[a](../cloudfunctions/coupon/README.md)', '`rules/nothing.ts`: `a`', 'is not there'],
    ['[a](../cloudfunctions/coupon/README.md)', '`schema.ts`: `couponCollections`', 'does not name'],
    ['[a](../cloudfunctions/coupon/README.md)', '`rules/validity.ts`: `nothing`', 'exports no'],
    ['[a](../cloudfunctions/coupon/README.md)', '[a](budgets.md)', 'does not lead'],
    ['[a](../cloudfunctions/coupon/README.md)', 'somewhere', 'says neither'],
  ])('would tell %s → %s', (second, third, told) => expect(astray({ second, third })).toContain(told));

  it('fits on two screens with the rest of its page', () => {
    expect(read(path.join(docs, 'architecture.md')).trimEnd().split('\n').length).toBeLessThanOrEqual(100);
  });
});
