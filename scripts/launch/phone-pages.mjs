import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, runNode } from './run.mjs';
import { say, stop } from './say.mjs';

/** What the H5 build is made from; tests lie beside the sources and change nothing in it. */
const SOURCES = ['src', 'contracts', 'config', 'babel.config.js', 'package-lock.json', 'tsconfig.json'];
const MARK = path.join(ROOT, 'dist/h5.inputs');

/** Builds the mini-program as web pages for the simulator's phones, unless what was built is still what the sources say. */
export async function buildPhonePagesWhenNeeded() {
  if (!existsSync(path.join(ROOT, 'src/app.config.ts'))) return;
  const inputs = fingerprint();
  if (existsSync(path.join(ROOT, 'dist/h5/index.html')) && readMark() === inputs) return;
  say('正在构建手机页面（约半分钟）…', 'Building the phone pages, about half a minute…');
  const { code, output } = await runNode(
    ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'h5', '--no-check', '--disable-global-config'],
    { env: { NODE_ENV: 'production', CI: '1' }, quiet: true },
  );
  if (code === 0 && existsSync(path.join(ROOT, 'dist/h5/index.html'))) return writeFileSync(MARK, inputs);
  if (code === 130) process.exit(130);
  console.error(output);
  stop(
    '手机页面构建失败，请看上面的信息；加 --no-build 可先跳过',
    'The H5 build failed, see above; --no-build starts without it',
  );
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesUnder)) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} name
 * @returns {string[]}
 */
function filesUnder(name) {
  const full = path.join(ROOT, name);
  const kind = statSync(full, { throwIfNoEntry: false });
  if (!kind?.isDirectory()) return kind ? [name] : [];
  return readdirSync(full, { recursive: true, encoding: 'utf8' })
    .map((inside) => path.join(name, inside))
    .filter((file) => !/\.test\.tsx?$/.test(file) && statSync(path.join(ROOT, file)).isFile())
    .sort();
}

function readMark() {
  try {
    return readFileSync(MARK, 'utf8');
  } catch {
    return '';
  }
}
