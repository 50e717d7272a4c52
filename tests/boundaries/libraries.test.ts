import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** Decision 0003 names every package we take directly, and no other. */
const root = path.resolve(__dirname, '../..');
const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
const taken = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });

/** The first table: packages, then what each is for. `@types/*` stands for all of them. */
const [, table = ''] =
  /\n(\| Package +\| For[\s\S]*?)\n\n/.exec(
    readFileSync(path.join(root, 'docs/decisions/0003-libraries.md'), 'utf8'),
  ) ?? [];
const named = table
  .split('\n')
  .slice(2)
  .flatMap((row) => (row.split('|')[1] ?? '').replace(/\(.*?\)/g, '').split(/[,;]/))
  .map((name) => name.trim());
const isOf = (name: string, row: string): boolean =>
  row.endsWith('*') ? name.startsWith(row.slice(0, -1)) : name === row;

it('every package has a row', () => {
  expect(taken.length).toBeGreaterThan(50);
  expect(taken.filter((name) => !named.some((row) => isOf(name, row)))).toEqual([]);
});

it('every row has a package', () => {
  expect(named.filter((row) => !taken.some((name) => isOf(name, row)))).toEqual([]);
});
