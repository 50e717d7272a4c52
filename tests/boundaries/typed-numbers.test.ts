import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What people type as a number is read by contracts/primitives/typed.ts and nothing else, on the phone and at the desk: `1e3` is no
 * number anywhere, full-width digits are digits everywhere. Whoever turns a text into a number otherwise says here what text it is.
 */
const root = path.resolve(__dirname, '../..');
const files = ['src', 'console'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .map((file) => `${folder}/${file}`)
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') })),
);

const NOT_TYPED: Readonly<Record<string, string>> = {
  'src/components/form/picked-fields.tsx': 'the position a picker answers',
  'src/shopper/pages/exchange/reward-choices.tsx': 'the id of a choice that was drawn from numbers',
  'src/merchant/pages/members/filter-draft.ts': 'a month that is picked',
  'src/platform/untrusted.ts': 'what the platform or another client handed over, by a pattern of its own',
  'console/kit/list-page.tsx': 'the number of pages in the address',
  'console/pages/files/list-form.tsx': 'moments in the address',
  'console/pages/members/filter-query.ts': 'whole numbers in the address, by a pattern of their own',
  'console/pages/members/parts/day-range.tsx': 'moments in the address',
  'console/pages/members/parts/more-filters.tsx': 'numbers in the address, which the filter wrote',
};
const READS = /(?<![\w.])(?:Number|parseInt|parseFloat|BigInt)\(|Number\.parse(?:Int|Float)\(|valueAsNumber/;

it('nobody else makes numbers of what is typed', () => {
  const found = files.filter(({ text }) => READS.test(text)).map(({ file }) => file);
  expect(found.sort()).toEqual(Object.keys(NOT_TYPED).sort());
});

it('a field for numbers of the desk is the one that reads so', () => {
  const bare = files.filter(({ text }) => /<InputNumber\b/.test(text)).map(({ file }) => file);
  expect(bare).toEqual(['console/kit/number-input.tsx']);
});
