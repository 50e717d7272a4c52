/**
 * Completes a lock file with the optional platform packages that npm left out of it.
 *
 * When a registry mirror lacks an optional package of another platform (`@tarojs/binding-darwin-arm64`), npm drops it from the
 * lock, and `npm ci` then fails with "Missing: … from lock file". Each such package gets an entry with its version, os and cpu,
 * which npm skips on every other platform. Run after every `npm install`: `npm run lock`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OPERATING_SYSTEMS = /darwin|linux|win32|android|freebsd|openbsd|netbsd|openharmony|sunos|aix|wasm32/;
const PROCESSORS = /arm64|x64|ia32|ppc64|riscv64|s390x|loong64|mips64el|arm|wasm32/;
const EXACT_VERSION = /^\d+\.\d+\.\d+/;

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {Record<string, LockedPackage>} LockedPackages by where they lie
 */

/**
 * The folders where Node would look for a dependency of the package at `location`, nearest first.
 * @param {string} location
 * @param {string} dependency
 */
function* lookupPaths(location, dependency) {
  for (let folder = location; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    yield `${folder ? `${folder}/` : ''}node_modules/${dependency}`;
    if (!folder) return;
  }
}

/**
 * @param {LockedPackages} packages
 * @param {string} location
 * @param {string} dependency
 * @param {string} version
 */
function isLocked(packages, location, dependency, version) {
  for (const path of lookupPaths(location, dependency)) {
    const found = packages[path]?.version;
    if (found && (!EXACT_VERSION.test(version) || found === version)) return true;
  }
  return false;
}

/**
 * Adds what is missing to a parsed lock file; returns the names it added.
 * @param {{ packages: LockedPackages }} lock
 */
export function completeLock(lock) {
  /** @type {string[]} */
  const added = [];
  for (const [location, owner] of Object.entries({ ...lock.packages })) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      if (!EXACT_VERSION.test(version) || isLocked(lock.packages, location, name, version)) continue;
      const os = OPERATING_SYSTEMS.exec(name)?.[0];
      const cpu = PROCESSORS.exec(name)?.[0];
      if (!os || !cpu) continue; // not a platform package: nothing to say about where it belongs
      const top = `node_modules/${name}`;
      const path = lock.packages[top] ? `${location}/${top}` : top;
      lock.packages[path] = {
        version,
        cpu: [cpu],
        ...(owner.dev && { dev: true }),
        optional: true,
        os: [os],
      };
      added.push(name);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return added;
}

if (fileURLToPath(import.meta.url) === process.argv[1]) {
  const file = process.argv[2] ?? 'package-lock.json';
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const added = completeLock(lock);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${file}: ${added.length} platform packages added`);
}
