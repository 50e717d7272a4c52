import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { collectionNames } from '../../cloudfunctions/kit/store/schema';
import { BackupProblem, fileOf, lineOf, newHash, writeManifest, type Manifest } from './archive';
import { openRaw } from './raw-collection';
import { filesIn, writeFiles } from './stored-files';

/** CloudBase gives at most 1,000 documents and 16 MB at once (platform-facts, section 6). */
const PAGE = 500;

/** One collection into its file, a page at a time: what it holds in memory does not grow with the merchant. */
async function writeCollection(
  folder: string,
  name: string,
  fileIds: Set<string>,
): Promise<{ documents: number; sha256: string }> {
  const collection = openRaw(name);
  const file = createWriteStream(fileOf(folder, name), { mode: 0o600 });
  const hash = newHash();
  let documents = 0;
  let after: string | null = null;
  for (;;) {
    const page = await collection.page(after, PAGE);
    for (const document of page) {
      const line = `${lineOf(document)}\n`;
      hash.update(line);
      for (const fileId of filesIn(document)) fileIds.add(fileId);
      if (!file.write(line)) await once(file, 'drain');
    }
    documents += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last._id;
  }
  file.end();
  await finished(file);
  return { documents, sha256: hash.digest('hex') };
}

/**
 * The whole database and the files it names into a new folder. Documents that change meanwhile are taken as they are when their page is read: it is a
 * copy of some minutes, not of a moment, which is why a restore ends with `verify-ledger` and `verify-money`.
 * @throws BackupProblem the folder is there already; StoreUnavailable
 */
export async function writeBackup(folder: string, env: string, takenAt: number): Promise<Manifest> {
  if (existsSync(folder)) throw new BackupProblem(`${folder} 已经存在  is there already`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const collections: Manifest['collections'] = {};
  const fileIds = new Set<string>();
  for (const name of collectionNames) collections[name] = await writeCollection(folder, name, fileIds);
  const manifest = { env, takenAt, collections, files: await writeFiles(folder, fileIds) };
  writeManifest(folder, manifest);
  return { format: 1, ...manifest };
}
