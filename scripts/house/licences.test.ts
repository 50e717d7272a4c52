import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** docs/licences.md: which licences need no word, and a row for every package with another one. */
const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { packages } = z
  .object({ packages: z.record(z.string(), z.object({ license: z.string().optional() })) })
  .parse(JSON.parse(read('package-lock.json')));

const rowsOf = (head: string): string[][] => {
  const [, table = ''] =
    new RegExp(`\\n\\| ${head} +\\|[^\\n]*\\n\\|[^\\n]*\\n([\\s\\S]*?)(\\n\\n|$)`).exec(doc) ?? [];
  return table
    .trim()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.replaceAll('`', '').trim()),
    );
};
const doc = read('docs/licences.md');
const free = rowsOf('Licence').flatMap(([names = '']) => names.split(', '));
const rows = rowsOf('Package').flatMap(([names = '', licence = '']) =>
  names.split(', ').map((name) => ({ name, licence })),
);

/** `A AND B`: both; `(A OR B)`: one of them. */
const isFree = (licence: string): boolean =>
  licence.startsWith('(')
    ? licence
        .slice(1, -1)
        .split(' OR ')
        .some((one) => free.includes(one))
    : licence.split(' AND ').every((one) => free.includes(one));

const isOf = (name: string, row: string): boolean =>
  row.endsWith('*')
    ? name.startsWith(row.slice(0, -1))
    : name === row || name.endsWith(`/node_modules/${row}`);
const found = Object.entries(packages)
  .filter(([place]) => place !== '')
  .map(([place, { license }]) => ({ name: place.slice('node_modules/'.length), licence: license ?? 'none' }));

describe('the licence of every package', () => {
  it('is one that asks no more than that its text stays, or has a row', () => {
    expect(found.length).toBeGreaterThan(1000);
    const others = found.filter(({ licence }) => !isFree(licence));
    expect(others.filter(({ name }) => !rows.some((row) => isOf(name, row.name)))).toEqual([]);
  });

  it('is the one its row says, where npm knows it', () => {
    const told = found.filter(({ licence }) => licence !== 'none' && !isFree(licence));
    const wrong = told.filter(
      ({ name, licence }) => rows.find((row) => isOf(name, row.name))?.licence !== licence,
    );
    expect(wrong).toEqual([]);
  });

  it('is asked of packages that are there', () => {
    expect(rows.filter((row) => !found.some(({ name }) => isOf(name, row.name)))).toEqual([]);
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['(GPL-2.0 OR GPL-3.0)', false],
    ['Apache-2.0 AND MIT', true],
    ['Apache-2.0 AND GPL-3.0', false],
    ['GPL-3.0', false],
    ['none', false],
  ])('%s may be used without a word: %s', (licence, expected) => {
    expect(isFree(licence)).toBe(expected);
  });
});
