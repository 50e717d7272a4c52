import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FIRST_LOAD_KB, firstLoadOf, readManifest } from '../../scripts/bench/console-bundle';

/** What a browser loads before it shows the desk, in the bytes that were built (`npm run build:console`). */
const dist = path.resolve('dist/console');

describe('the built console', () => {
  const manifest = readManifest(dist);

  it('loads no more than its budget before the first page', () => {
    expect(firstLoadOf(dist, manifest) / 1024).toBeLessThanOrEqual(FIRST_LOAD_KB);
  });

  it('loads every page only when it is opened', () => {
    const pages = Object.keys(manifest).filter((name) => /^pages\/.*-page\.tsx$/.test(name));
    expect(pages.length).toBeGreaterThanOrEqual(8);
    for (const name of pages) expect(manifest[name]?.isDynamicEntry).toBe(true);
  });

  it('asks nothing from outside and runs nothing that stands in the page', () => {
    const html = readFileSync(path.join(dist, 'index.html'), 'utf8');
    expect(html).toMatch(/Content-Security-Policy/);
    expect(html).not.toMatch(/https?:\/\//);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/);
    for (const [, file = ''] of html.matchAll(/(?:src|href)="\/console\/([^"]+)"/g))
      expect(existsSync(path.join(dist, file))).toBe(true);
  });
});
