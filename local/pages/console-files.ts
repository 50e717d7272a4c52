import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Hono } from 'hono';
import { asset, isFile, notBuiltPage, readPath } from './built-files';

/** The web console under `/console/`, as the static hosting serves it: every address that is no file is its one page. */
const NOT_BUILT = notBuiltPage('管理台还没有构建', 'npm run build:console');

export function createConsoleFiles(consoleDir: string): Hono {
  const app = new Hono();
  app.get('/console', (c) => c.redirect('/console/'));
  app.get('/console/*', async (c) => {
    const wanted = readPath(c.req.path.slice('/console/'.length));
    if (wanted === undefined) return c.notFound();
    const file = path.join(consoleDir, wanted);
    if (path.extname(wanted) !== '') return (await isFile(file)) ? asset(file) : c.notFound();
    const page = path.join(consoleDir, 'index.html');
    if (!(await isFile(page))) return c.html(NOT_BUILT, 503);
    return c.html(await readFile(page, 'utf8'), 200, {
      'cache-control': 'no-store',
      // What a page cannot say of itself: nobody shows it inside theirs.
      'x-frame-options': 'DENY',
    });
  });
  return app;
}
