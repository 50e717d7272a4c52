import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Hono } from 'hono';
import { getMimeType } from 'hono/utils/mime';

/**
 * The H5 build under `/app/`. Its page first loads the simulator's WeChat, so that the same code finds a phone around it.
 */
const WECHAT_SCRIPT = '<script src="/simulator/wechat.js"></script>';

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

/** Undefined when it cannot be read or leads out of the folder. */
function readPath(encoded: string): string | undefined {
  try {
    const wanted = path.normalize(decodeURIComponent(encoded));
    return wanted.startsWith('..') || path.isAbsolute(wanted) ? undefined : wanted;
  } catch {
    return undefined;
  }
}

async function isFile(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ?? false;
}

async function asset(file: string): Promise<Response> {
  // Built names carry a content hash, so a phone frame need not ask again.
  const hashed = /\.[0-9a-f]{8}\./.test(path.basename(file));
  const content = await readFile(file);
  return new Response(content, {
    headers: {
      'content-type': getMimeType(file) ?? 'application/octet-stream',
      'cache-control': hashed ? 'max-age=31536000, immutable' : 'no-store',
    },
  });
}

/** First in the head: the app's own scripts look for WeChat while they load. */
function withWechat(html: string): string {
  return html.replace(/<head[^>]*>/i, (head) => `${head}${WECHAT_SCRIPT}`);
}

const NOT_BUILT = `<!doctype html>
<html lang="zh-CN">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <title>手机页面还没有构建</title>
  <body style="font: 16px/1.7 system-ui, sans-serif; margin: 3rem 1.5rem; color: #1f2d2b">
    <h1 style="font-size: 1.25rem">手机页面还没有构建</h1>
    <p>请在项目目录运行：</p>
    <p><code>npm run build:h5</code></p>
    <p>完成后刷新本页即可，不需要重启。</p>
  </body>
</html>
`;
