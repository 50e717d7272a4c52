import { existsSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from './run.mjs';
import { say, stop } from './say.mjs';

/** Browsers of the Chromium family as they are called on PATH; CHROMIUM_PATH names another. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Where they live when they are not on PATH. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];
/** Without a Chinese font the screenshots would show boxes. `.ci/run` removes what stands here. */
const DEBIAN_PACKAGES = ['chromium', 'fonts-noto-cjk'];

/** The browser for the browser tests; on Debian as root it is installed when missing, elsewhere one is asked for. */
export async function findBrowser() {
  const found = knownBrowser();
  if (found) return found;
  const aptGet = onPath('apt-get');
  if (aptGet && process.getuid?.() === 0) await installBrowser(aptGet);
  return (
    knownBrowser() ??
    stop(
      '浏览器测试需要 Chromium 或 Chrome；装好后用 CHROMIUM_PATH 指明位置',
      'The browser tests need Chromium or Chrome; install one and set CHROMIUM_PATH to it',
    )
  );
}

/** @param {string} aptGet */
async function installBrowser(aptGet) {
  say('正在安装 Chromium（浏览器测试用）…', 'Installing Chromium for the browser tests…');
  const updated = await apt(aptGet, ['update', '-qq']);
  // The lists of before may still be good enough, so a failed update does not end it; a failed install does.
  const installed = await apt(aptGet, [
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    ...DEBIAN_PACKAGES,
  ]);
  if (installed === 0) return;
  const failed = updated === 0 ? 'apt-get install' : 'apt-get update, install';
  stop(
    `Chromium 安装失败（${failed}，退出码 ${installed}），原因见上面 apt-get 的信息；也可以自行安装后用 CHROMIUM_PATH 指明位置`,
    `Chromium was not installed (${failed}, exit code ${installed}): apt-get says why, above; or install one and set CHROMIUM_PATH to it`,
  );
}

/**
 * @param {string} aptGet
 * @param {string[]} args
 */
async function apt(aptGet, args) {
  const { code } = await runProgram(aptGet, args, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  if (code === 130) process.exit(130);
  return code;
}

function knownBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named && existsSync(named)) return named;
  for (const name of NAMES) {
    const place = onPath(name);
    if (place) return place;
  }
  return PLACES.find((place) => existsSync(place));
}

/** @param {string} name */
function onPath(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((place) => existsSync(place));
}
