import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { functionLengths } from './lengths';

/** What the words say of the house, and how full its rooms are. */

const root = path.resolve(__dirname, '../..');
const BUILT = ['node_modules', 'dist', '.git', '.tuanka', 'coverage'];
const filesOf = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (!entry.isDirectory()) return [name];
    return BUILT.includes(entry.name) ? [] : filesOf(name);
  });
const files = filesOf('.');

/** History speaks of what was. */
const documents = files.filter((file) => file.endsWith('.md') && path.basename(file) !== 'CHANGELOG.md');

/** Patterns of names, not files. */
const PATTERNS = ['verb-noun.ts', 'join-member.ts'];

/** A file is named by its path, or by as much of its end as a reader needs who came by the line before. */
const namesOne = (name: string): boolean => files.some((file) => file === name || file.endsWith(`/${name}`));

describe('documents', () => {
  it('name only files that exist', () => {
    const lost = documents.flatMap((document) =>
      [...readFileSync(path.join(root, document), 'utf8').matchAll(/`([\w./-]+\.(?:ts|tsx|mjs|cjs))`/g)]
        .map(([, name = '']) => name)
        .filter((name) => !PATTERNS.includes(name) && !namesOne(name))
        .map((name) => `${document}: ${name}`),
    );
    expect(lost).toEqual([]);
  });

  it('link only to what is there', () => {
    const lost = documents.flatMap((document) =>
      [...readFileSync(path.join(root, document), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(path.join(root, path.dirname(document), target)))
        .map((target) => `${document}: ${target}`),
    );
    expect(lost).toEqual([]);
  });
});

/** A test beside its source takes no place; those that stand by themselves do. */
const CODE = /^(contracts|cloudfunctions|src|console|local|scripts)\/(?!.*\.test\.tsx?$)/;
const TESTS = /^tests\//;

const fullRooms = (kind: RegExp): [string, number][] => {
  const perFolder = new Map<string, number>();
  for (const file of files.filter((name) => kind.test(name))) {
    const folder = path.dirname(file);
    perFolder.set(folder, (perFolder.get(folder) ?? 0) + 1);
  }
  expect(perFolder.size).toBeGreaterThan(10);
  return [...perFolder].filter(([, held]) => held > 15);
};

describe('rooms', () => {
  it('of the code hold at most fifteen files, not counting their tests', () => {
    expect(fullRooms(CODE)).toEqual([]);
  });

  it('of the tests hold at most fifteen files', () => {
    expect(fullRooms(TESTS)).toEqual([]);
  });
});

/** The verbs that start a use case's file name, as the rule of the pure files knows them. */
const verbs = (
  /const verbs =\s*'([a-z|]+)'/.exec(readFileSync(path.join(root, '.dependency-cruiser.cjs'), 'utf8'))?.[1] ??
  ''
).split('|');

/**
 * What a merge does to a collection is declared, not done: merge-*.ts exports `ownedX` for identity/merge/list-owned.ts.
 * The others are nouns that begin like a verb.
 */
const NOT_DONE =
  /\/((merge|list)-[a-z-]+|sweep-parts|open-books|collect-memory|[a-z]+-(policy|rule|share|facts))\.ts$/;

describe('use cases', () => {
  const named = files.filter(
    (file) =>
      /^cloudfunctions\/.*\.ts$/.test(file) &&
      !/\.test\.ts$|^cloudfunctions\/kit\//.test(file) &&
      verbs.includes(path.basename(file).split('-')[0] ?? '') &&
      !NOT_DONE.test(file),
  );

  it('are exported under the verb their file is named by', () => {
    expect(named.length).toBeGreaterThan(150);
    const other = named.filter((file) => {
      const [verb = ''] = path.basename(file).split('-');
      const text = readFileSync(path.join(root, file), 'utf8');
      return !new RegExp(`export (?:async )?(?:function|const) ${verb}[A-Z]`).test(text);
    });
    expect(other).toEqual([]);
  });
});

describe('lengths', () => {
  const lengths = new Map(
    files
      .filter(
        (file) =>
          /^(contracts|cloudfunctions|src|console|local|scripts|tests|config)\/.*\.tsx?$/.test(file) &&
          !file.includes('/seeded/'),
      )
      .map((file) => [file, readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n').length]),
  );
  const longerThan = (lines: number) =>
    [...lengths].filter(([, held]) => held >= lines).map(([file]) => file);

  it('of functions stay under sixty lines', () => {
    const long = longerThan(60).flatMap((file) =>
      functionLengths(path.join(root, file))
        .filter(({ lines }) => lines >= 60)
        .map(({ name }) => `${file} ${name}`),
    );
    expect(long).toEqual([]);
  });

  it('of files stay under three hundred lines', () => {
    expect(lengths.size).toBeGreaterThan(1000);
    expect(longerThan(300)).toEqual([]);
  });
});
