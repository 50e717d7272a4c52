import { existsSync } from 'node:fs';
import path from 'node:path';
import { inputsOf } from './inputs.mjs';
import { ROOT, runNode } from './run.mjs';
import { say, stop } from './say.mjs';

/** What the web console is made from. */
const SOURCES = ['console', 'contracts', 'package-lock.json', 'tsconfig.json'];
const BUILT = path.join(ROOT, 'dist/console/index.html');

/** Builds the web console, unless what was built is still what the sources say. */
export async function buildConsolePagesWhenNeeded() {
  const inputs = inputsOf('dist/console.inputs', SOURCES);
  if (existsSync(BUILT) && inputs.areBuilt()) return;
  say('正在构建管理台（约十几秒）…', 'Building the web console, some ten seconds…');
  const { code, output } = await runNode(
    ['node_modules/vite/bin/vite.js', 'build', '--config', 'console/vite.config.ts', '--logLevel', 'warn'],
    { env: { NODE_ENV: 'production' }, quiet: true },
  );
  if (code === 0 && existsSync(BUILT)) return inputs.markBuilt();
  if (code === 130) process.exit(130);
  console.error(output);
  stop(
    '管理台构建失败，请看上面的信息；加 --no-build 可先跳过',
    'The console did not build, see above; --no-build starts without it',
  );
}
