import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { settingGroups } from '../../contracts/office/setting-values';
import { handQuestions } from './by-hand';
import { conformanceQuestions } from './conformance-questions';
import { questions } from './run-probe';

const ROOT = path.join(__dirname, '../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/probe.md'), 'utf8');
const [, beyond = ''] = PAGE.split('## Asked beyond the marks');
const rows = PAGE.split('\n')
  .filter((line) => /^\| [\dN]/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const namesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
/** What a row says of one way: `asked`, `by hand`, `setting`, `never called`. */
const namedBy = (way: string): string[] =>
  rows.flatMap(([, , , how = '']) =>
    how.split('; ').flatMap((part) => (part.startsWith(`${way} `) ? namesIn(part) : [])),
  );

/** As many as the facts have, section by section: a mark that is added there has to be added here. */
const MARKS: Readonly<Record<string, number>> = {
  '1': 20,
  '2': 6,
  '3': 2,
  '4': 9,
  '5': 5,
  '6': 8,
  '7': 6,
  '8': 6,
  '9': 16,
  N: 7,
};

describe('the page of what the facts leave open', () => {
  it('has every mark once, each with a way', () => {
    const counts = Object.fromEntries(
      Object.keys(MARKS).map((section) => [
        section,
        rows.filter(([first = '']) => first.startsWith(section)).length,
      ]),
    );
    expect(counts).toEqual(MARKS);
    for (const [, mark, what = '', how = ''] of rows) {
      expect([what, mark]).toEqual([what, expect.stringMatching(/^(R|C|unknown)$/)]);
      expect([what, how]).toEqual([
        what,
        expect.stringMatching(/^((asked|by hand|setting|never called) `[^`]+`|not asked: \S+ \S+)/),
      ]);
    }
    expect(new Set(rows.map(([section, , what]) => `${section} ${what}`)).size).toBe(rows.length);
  });

  it('names the questions the probe asks: all of them, and no other', () => {
    const asked = new Set([...namedBy('asked'), ...namesIn(beyond).filter((name) => name !== 'deploy')]);
    expect([...asked].sort()).toEqual([...questions, ...conformanceQuestions].map(({ id }) => id).sort());
  });

  it('names what is left to hands: all of it, and nothing else', () => {
    expect([...new Set(namedBy('by hand'))].sort()).toEqual(handQuestions.map(({ id }) => id).sort());
  });

  it('names settings there are', () => {
    const fields = Object.entries(settingGroups).flatMap(([group, schema]) =>
      'shape' in schema ? Object.keys(schema.shape).map((field) => `${group}.${field}`) : [],
    );
    expect(namedBy('setting').filter((name) => !fields.includes(name))).toEqual([]);
    expect(namedBy('setting').length).toBeGreaterThan(4);
  });

  it('says of nothing that is used that it is never called', () => {
    const sources = ['src', 'cloudfunctions', 'console', 'contracts'].flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(tsx?|json)$/.test(file) && !/\.test\./.test(file))
        .map((file) => path.join(ROOT, folder, file)),
    );
    expect(sources.length).toBeGreaterThan(500);
    const called = namedBy('never called');
    const found = sources.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return called
        .filter((needle) => text.includes(needle))
        .map((needle) => `${needle}: ${path.relative(ROOT, file)}`);
    });
    expect(found).toEqual([]);
  });
});
