import { existsSync } from 'node:fs';
import path from 'node:path';
import { inputsOf } from './inputs.mjs';
import { ROOT, runNode } from './run.mjs';
import { say, stop } from './say.mjs';

/** What the H5 build is made from. */
const SOURCES = ['src', 'contracts', 'config', 'babel.config.js', 'package-lock.json', 'tsconfig.json'];

/** Builds the mini-program as web pages for the simulator's phones, unless what was built is still what the sources say. */
export async function buildPhonePagesWhenNeeded() {
  if (!existsSync(path.join(ROOT, 'src/app.config.ts'))) return;
  const inputs = inputsOf('dist/h5.inputs', SOURCES);
  if (existsSync(path.join(ROOT, 'dist/h5/index.html')) && inputs.areBuilt()) return;
  say('正在构建手机页面（约半分钟）…', 'Building the phone pages, about half a minute…');
  const { code, output } = await runNode(
    ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'h5', '--no-check', '--disable-global-config'],
    { env: { NODE_ENV: 'production', CI: '1' }, quiet: true },
  );
  if (code === 0 && existsSync(path.join(ROOT, 'dist/h5/index.html'))) return inputs.markBuilt();
  if (code === 130) process.exit(130);
  console.error(output);
  stop(
    '手机页面构建失败，请看上面的信息；加 --no-build 可先跳过',
    'The H5 build failed, see above; --no-build starts without it',
  );
}
