import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { collectionNames, type CollectionName } from '../../cloudfunctions/kit/store/schema';
import {
  BackupProblem,
  checkArchive,
  documentOf,
  linesOf,
  readManifest,
  type Manifest,
  type StoredDocument,
} from './archive';
import { checkFiles, forgetFiles, restoreFiles, withFiles } from './stored-files';
import { openRaw, type RawCollection } from './raw-collection';

/** So many documents, of at most 512 KB each and mostly far smaller, go in with one call. */
const BATCH = 50;

const progressSchema = z.object({ env: z.string(), collection: z.string(), documents: z.number() });
type Progress = z.output<typeof progressSchema>;

/** What has work waiting goes in last: a timer that fires meanwhile finds nothing to do. */
const LAST: readonly CollectionName[] = ['dueWork'];
const inOrder = (manifest: Manifest): string[] => {
  const known: readonly string[] = collectionNames;
  const unknown = Object.keys(manifest.collections).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new BackupProblem(
      `备份里有这个版本不认识的集合  collections this version does not know: ${unknown.join(', ')}`,
    );
  const names = collectionNames.filter((name) => name in manifest.collections);
  return [...names.filter((name) => !LAST.includes(name)), ...names.filter((name) => LAST.includes(name))];
};

const progressFile = (folder: string, env: string): string => path.join(folder, `restored-to-${env}.json`);

function readProgress(folder: string, env: string): Progress | null {
  const file = progressFile(folder, env);
  if (!existsSync(file)) return null;
  return progressSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

const writeProgress = (folder: string, progress: Progress): void =>
  writeFileSync(progressFile(folder, progress.env), JSON.stringify(progress), { mode: 0o600 });

/** The first collection that holds something. */
async function firstFilled(names: readonly string[]): Promise<{ name: string; total: number } | null> {
  for (const name of names) {
    const total = await openRaw(name).count();
    if (total > 0) return { name, total };
  }
  return null;
}

/**
 * Where to go on. Into an environment that is empty it begins from the beginning, whatever the note of an earlier restore says:
 * it may have been emptied since.
 * @throws BackupProblem something is in it that no restore of this backup put there
 */
async function beginOrGoOn(folder: string, env: string, names: readonly string[]): Promise<Progress> {
  const filled = await firstFilled(names);
  const progress = readProgress(folder, env);
  if (filled !== null && progress !== null) return progress;
  if (filled !== null)
    throw new BackupProblem(
      `${filled.name} 里已有 ${filled.total} 个文档，只能恢复到空环境  only an empty environment takes a backup`,
    );
  forgetFiles(folder, env);
  // Noted before the first document: an attempt that ends right after it can be gone on with.
  const begun = { env, collection: names[0] ?? '', documents: 0 };
  writeProgress(folder, begun);
  return begun;
}

/** What is there already from an attempt whose answer was lost is left; anything else with the same id is somebody's. */
async function addMissing(collection: RawCollection, documents: readonly StoredDocument[]): Promise<void> {
  const found = await collection.find(documents.map(({ _id }) => _id));
  const there = new Map(found.map((document) => [document._id, document]));
  const missing = documents.filter((document) => {
    const present = there.get(document._id);
    if (present === undefined) return true;
    if (isDeepStrictEqual(present, document)) return false;
    throw new BackupProblem(`环境里有不同的同号文档  another document has this id: ${document._id}`);
  });
  await collection.add(missing);
}

async function restoreCollection(
  folder: string,
  from: Progress,
  fileIds: ReadonlyMap<string, string>,
): Promise<void> {
  const collection = openRaw(from.collection);
  let line = 0;
  let batch: StoredDocument[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    await addMissing(collection, batch);
    batch = [];
    writeProgress(folder, { ...from, documents: line });
  };
  for await (const text of linesOf(folder, from.collection)) {
    line += 1;
    if (line <= from.documents) continue;
    batch.push(withFiles(documentOf(text), fileIds));
    if (batch.length === BATCH) await flush();
  }
  await flush();
}

/**
 * A backup into an empty environment; one that was interrupted goes on where it stopped, by a note in the backup's folder.
 * @throws BackupProblem the backup is damaged, the environment is not empty or holds other documents; StoreUnavailable
 */
export async function restoreBackup(folder: string, env: string): Promise<Manifest> {
  const manifest = readManifest(folder);
  await checkArchive(folder, manifest);
  checkFiles(folder, manifest);
  const names = inOrder(manifest);
  const progress = await beginOrGoOn(folder, env, names);
  const fileIds = await restoreFiles(folder, env);
  const at = names.indexOf(progress.collection);
  for (const [index, collection] of names.entries()) {
    const documents = index === at ? progress.documents : 0;
    if (index >= at) await restoreCollection(folder, { env, collection, documents }, fileIds);
    const total = await openRaw(collection).count();
    const expected = manifest.collections[collection]?.documents ?? 0;
    if (total !== expected)
      throw new BackupProblem(
        `${collection} 应有 ${expected} 个文档，现有 ${total} 个  the number does not agree`,
      );
    if (index >= at) writeProgress(folder, { env, collection, documents: expected });
  }
  return manifest;
}
