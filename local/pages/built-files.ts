import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { getMimeType } from 'hono/utils/mime';

/** Files of a build, as the local cloud serves them: nothing outside their folder, and what carries a hash in its name is kept. */

/** Undefined when it cannot be read or leads out of the folder. */
export function readPath(encoded: string): string | undefined {
  try {
    const wanted = path.normalize(decodeURIComponent(encoded));
    return wanted.startsWith('..') || path.isAbsolute(wanted) ? undefined : wanted;
  } catch {
    return undefined;
  }
}

export async function isFile(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ?? false;
}

/** Built names carry a content hash, so a browser need not ask again. */
const HASHED = /\.[0-9a-f]{8}\.|[/\\]assets[/\\]/;

export async function asset(file: string): Promise<Response> {
  const content = await readFile(file);
  return new Response(content, {
    headers: {
      'content-type': getMimeType(file) ?? 'application/octet-stream',
      'cache-control': HASHED.test(file) ? 'max-age=31536000, immutable' : 'no-store',
    },
  });
}

/** Says what to build instead of a page that is not there. */
export const notBuiltPage = (title: string, command: string): string => `<!doctype html>
<html lang="zh-CN">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <title>${title}</title>
  <body style="font: 16px/1.7 system-ui, sans-serif; margin: 3rem 1.5rem; color: #1f2d2b">
    <h1 style="font-size: 1.25rem">${title}</h1>
    <p>请在项目目录运行：</p>
    <p><code>${command}</code></p>
    <p>完成后刷新本页即可，不需要重启。</p>
  </body>
</html>
`;
