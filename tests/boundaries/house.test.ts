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

  it('of an area fit on one screen', () => {
    const long = documents.filter(
      (file) =>
        /^cloudfunctions\/[a-z-]+\/README\.md$/.test(file) &&
        readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n').length > 60,
    );
    expect(long).toEqual([]);
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
 * Nouns that begin like a verb: what a merge does to a collection is declared (merge-*.ts exports `ownedX` for
 * identity/merge/list-owned.ts), registries are lists, and some rooms are named by what they keep.
 */
const NOUNS =
  /\/(merge-(?!members|code-uses)[a-z-]+|list-(kinds|owned)|sweep-parts|open-books|collect-memory|[a-z]+-(policy|rule|share|facts))\.ts$/;

const wordsOf = (name: string): string[] => name.split(/-|(?=[A-Z])/).map((word) => word.toLowerCase());

/** `saveMemberView` is told by `save-view`: its words, in their order. */
const tells = (exported: string, words: readonly string[]): boolean => {
  const left = [...words];
  for (const word of wordsOf(exported)) if (word === left[0]) left.shift();
  return left.length === 0;
};

const exportsOf = (text: string): string[] =>
  [...text.matchAll(/export (?:async )?(?:function|const) (\w+)/g)].map(([, name = '']) => name);

/** The one use case by its name, or several of one verb. */
const isNamedByFile = (file: string, text: string): boolean => {
  const words = wordsOf(path.basename(file, '.ts'));
  const exported = exportsOf(text);
  const several = exported.length > 1 && exported.every((name) => wordsOf(name)[0] === words[0]);
  return several || exported.some((name) => tells(name, words));
};

describe('use cases', () => {
  const named = files.filter(
    (file) =>
      /^cloudfunctions\/.*\.ts$/.test(file) &&
      !/\.test\.ts$|^cloudfunctions\/kit\//.test(file) &&
      verbs.includes(path.basename(file).split('-')[0] ?? '') &&
      !NOUNS.test(file),
  );

  it('are exported under the name of their file', () => {
    expect(named.length).toBeGreaterThan(150);
    const other = named.filter((file) => !isNamedByFile(file, readFileSync(path.join(root, file), 'utf8')));
    expect(other).toEqual([]);
  });

  it.each([
    ['save-view.ts', 'export async function saveMemberView(', true],
    ['save-view.ts', 'export function saveMember(', false],
    ['save-view.ts', 'export const saveThis =\nexport const saveThat =', true],
    ['save-view.ts', 'export const saveThis =\nexport const holdThat =', false],
    ['save-view.ts', 'function saveView(', false],
  ])('%s with %s: %s', (file, text, isNamed) => expect(isNamedByFile(file, text)).toBe(isNamed));
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
