import { existsSync } from 'node:fs';
import { say, stop } from './say.mjs';
import { runProgram } from './run.mjs';

/** Where browsers of the Chromium family live; CHROMIUM_PATH names another. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];
/** Without a Chinese font the screenshots would show boxes. */
const DEBIAN_PACKAGES = ['chromium', 'fonts-noto-cjk'];

/** The browser for the browser tests; on Debian as root it is installed when missing, elsewhere one is asked for. */
export async function findBrowser() {
  const found = knownBrowser();
  if (found) return found;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    say('正在安装 Chromium（浏览器测试用）…', 'Installing Chromium for the browser tests…');
    await runProgram('apt-get', ['update', '-qq']);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...DEBIAN_PACKAGES], {
      env,
    });
  }
  return (
    knownBrowser() ??
    stop(
      '浏览器测试需要 Chromium 或 Chrome；装好后用 CHROMIUM_PATH 指明位置',
      'The browser tests need Chromium or Chrome; install one and set CHROMIUM_PATH to it',
    )
  );
}

const knownBrowser = () => [process.env.CHROMIUM_PATH, ...PLACES].find((place) => place && existsSync(place));
