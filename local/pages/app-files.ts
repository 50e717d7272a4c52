import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Hono } from 'hono';
import { asset, isFile, notBuiltPage, readPath } from './built-files';

/**
 * The H5 build under `/app/`. Its page first loads the simulator's WeChat, so that the same code finds a phone around it.
 */
const WECHAT_SCRIPT = '<script src="/simulator/wechat.js"></script>';
const NOT_BUILT = notBuiltPage('手机页面还没有构建', 'npm run build:h5');

export function createAppFiles(appDir: string): Hono {
  const app = new Hono();
  app.get('/app', (c) => c.redirect('/app/'));
  app.get('/app/*', async (c) => {
    const wanted = readPath(c.req.path.slice('/app/'.length));
    if (wanted === undefined) return c.notFound();
    const file = path.join(appDir, wanted);
    if (path.extname(wanted) !== '' && path.extname(wanted) !== '.html') {
      return (await isFile(file)) ? asset(file) : c.notFound();
    }
    const page = wanted.endsWith('.html') && (await isFile(file)) ? file : path.join(appDir, 'index.html');
    if (!(await isFile(page))) return c.html(NOT_BUILT, 503);
    return c.html(withWechat(await readFile(page, 'utf8')), 200, { 'cache-control': 'no-store' });
  });
  return app;
}

/** First in the head: the app's own scripts look for WeChat while they load. */
function withWechat(html: string): string {
  return html.replace(/<head[^>]*>/i, (head) => `${head}${WECHAT_SCRIPT}`);
}
