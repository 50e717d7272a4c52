import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { Hono } from 'hono';

/**
 * The simulator: a page with phones, and the stand-in for the WeChat app that the mini-program's H5 build loads inside
 * them. Bundled in memory when the server starts; a build error is shown instead of a silent blank page.
 */
export interface SimulatorOptions {
  /** Where `local/simulator` lies; only needed when this file itself was bundled. */
  folder?: string;
}

const STYLES = [
  'simulator.css',
  'clock/clock-bar.css',
  'tour/tour.css',
  'phone/phone.css',
  'wechat/wechat.css',
  'wechat/mini-program.css',
  'scan/code-screens.css',
];

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    logLevel: 'silent',
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild gave nothing for ${entry}`);
  return output.text;
}

export function createSimulator({ folder = __dirname }: SimulatorOptions = {}): Hono {
  const page = path.join(folder, 'page');
  const simulatorScript = bundle(path.join(page, 'main.ts'));
  const wechatScript = bundle(path.join(folder, 'wechat-client.ts'));
  // Asked for later: until then a failure must not end the process as an unhandled rejection.
  for (const script of [simulatorScript, wechatScript]) script.catch(() => undefined);

  const script = async (bundled: Promise<string>): Promise<Response> => {
    const failed = (error: unknown) => `throw new Error(${JSON.stringify(String(error))});`;
    return new Response(await bundled.catch(failed), {
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' },
    });
  };

  const app = new Hono();
  app.get('/', async (c) => c.html(await readFile(path.join(page, 'index.html'), 'utf8')));
  app.get('/simulator/simulator.js', () => script(simulatorScript));
  app.get('/simulator/wechat.js', () => script(wechatScript));
  app.get('/simulator/simulator.css', async (c) => {
    const sheets = await Promise.all(STYLES.map((name) => readFile(path.join(page, name), 'utf8')));
    return c.body(sheets.join('\n'), 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'no-store',
    });
  });
  return app;
}

export type { WechatApp } from './wechat-app';
