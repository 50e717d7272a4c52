import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './run.mjs';

/**
 * What a build was made from, so that it is made again only when that changed; tests lie beside the sources and change nothing in it.
 * @param {string} mark where the fingerprint of the last build is kept, below the project folder
 * @param {readonly string[]} sources files and folders
 */
export function inputsOf(mark, sources) {
  const now = fingerprint(sources);
  const file = path.join(ROOT, mark);
  return {
    areBuilt: () => readMark(file) === now,
    markBuilt: () => writeFileSync(file, now),
  };
}

/** @param {readonly string[]} sources */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesUnder)) {
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

/** @param {string} file */
function readMark(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
