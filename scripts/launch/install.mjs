import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, runNpm } from './run.mjs';
import { say, stop } from './say.mjs';

/**
 * The launcher keeps to syntax that Node 14 reads, so that an old Node gets this far and says why it stops.
 * @param {number} major
 */
export function requireNode(major) {
  if (Number(process.versions.node.split('.')[0]) >= major) return;
  stop(
    `需要 Node.js ${major} 或更高版本，当前是 ${process.versions.node}`,
    `Node.js ${major} or newer is needed; this is ${process.versions.node}`,
  );
}

/** Makes node_modules what the lock file says, when it is not; npm's own record of what it installed tells. */
export async function installWhenNeeded() {
  if (isInstalled()) return;
  say('正在安装依赖（首次约一两分钟）…', 'Installing dependencies, a minute or two the first time…');
  // Install scripts of third parties do not run (docs/decisions); the project's .npmrc says so too.
  const { code } = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  if (code !== 0) stop('依赖安装失败，请看上面的信息', 'npm ci failed; its messages are above');
}

function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const installed = readPackages('node_modules/.package-lock.json');
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(
    ([location, { version, optional, link }]) =>
      location === '' || optional || link || installed[location]?.version === version,
  );
}

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')).packages;
  } catch {
    return undefined; // absent or half written: install
  }
}
