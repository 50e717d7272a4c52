import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * WeChat reads only a page's own config for its sharing (platform-facts, section 9): a component that shares does nothing
 * on a page without the flag, and says nothing about it.
 */
const SOURCES = path.resolve(__dirname, '../..');

const fileOf = (from: string, specifier: string): string | null => {
  const base = specifier.startsWith('@/')
    ? path.join(SOURCES, specifier.slice(2))
    : path.resolve(path.dirname(from), specifier);
  return (
    [`${base}.tsx`, `${base}.ts`, path.join(base, 'index.tsx'), path.join(base, 'index.ts')].find(
      (file) => existsSync(file) && statSync(file).isFile(),
    ) ?? null
  );
};

/** What a page draws with: its own file and everything of ours that it imports, however deep. */
function reachable(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, specifier] of readFileSync(file, 'utf8').matchAll(/from '((?:@\/|\.)[^']*)'/g)) {
    const next = specifier === undefined ? null : fileOf(file, specifier);
    if (next !== null) reachable(next, seen);
  }
  return seen;
}

const pages = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)pages\/[^/]+\/index\.tsx$/.test(file))
  .map((file) => path.join(SOURCES, file));

const uses = (page: string, name: RegExp): boolean =>
  [...reachable(page)].some((file) => name.test(readFileSync(file, 'utf8')));
const config = (page: string): string => readFileSync(page.replace(/\.tsx$/, '.config.ts'), 'utf8');
const named = (found: readonly string[]): string[] => found.map((page) => path.relative(SOURCES, page));

describe('a page that shares', () => {
  it.each([
    ['enableShareAppMessage', /\buseShareAppMessage\(|openType="share"/],
    ['enableShareTimeline', /\buseShareTimeline\(/],
  ])('says %s in its own config, and no other page does', (flag, call) => {
    const sharing = pages.filter((page) => uses(page, call));
    expect(sharing.length).toBeGreaterThan(0);
    expect(named(pages.filter((page) => config(page).includes(`${flag}: true`)))).toEqual(named(sharing));
  });

  it('says what is shared wherever it has a button for it', () => {
    const silent = pages.filter(
      (page) => uses(page, /<ShareButton\b/) && !uses(page, /\buseShareAppMessage\(/),
    );
    expect(named(silent)).toEqual([]);
  });
});
