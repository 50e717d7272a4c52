import { createHash, type Hash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { EJSON } from 'bson';
import * as z from 'zod';

/**
 * What a backup looks like on disk: a folder with one file per collection, one document per line as extended JSON, ordered
 * by `_id`, and a manifest written last: a folder without one is a backup that did not end.
 */
const FORMAT = 1;
const MANIFEST = 'manifest.json';

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  env: z.string().min(1),
  /** Milliseconds, by the clock of the database's place. */
  takenAt: z.number(),
  collections: z.record(z.string(), z.object({ documents: z.number(), sha256: z.string() })),
  /** Of the list of files; a backup of before has none. */
  files: z.object({ count: z.number(), sha256: z.string() }).optional(),
});
export type Manifest = z.output<typeof manifestSchema>;

/** One document as the database gave it; only its id is known. */
export type StoredDocument = Readonly<Record<string, unknown>> & { readonly _id: string };

/** A reason to stop, for people. */
export class BackupProblem extends Error {}

export const fileOf = (folder: string, collection: string): string =>
  path.join(folder, `${collection}.ndjson`);

/**
 * Dates, binaries and 64-bit numbers keep their kind; everything else stays readable. Unicode's own line ends are written by number:
 * some readers of lines end one there.
 */
export const lineOf = (document: StoredDocument): string =>
  EJSON.stringify(document, { relaxed: true })
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

const stored = z.looseObject({ _id: z.string().min(1) });

export function documentOf(line: string): StoredDocument {
  const { success, data } = stored.safeParse(EJSON.parse(line, { relaxed: true }));
  if (!success) throw new BackupProblem(`有一行不是文档  a line is no document: ${line.slice(0, 20)}…`);
  return data;
}

export const newHash = (): Hash => createHash('sha256');

export function writeManifest(folder: string, manifest: Omit<Manifest, 'format'>): void {
  const content: Manifest = { format: FORMAT, ...manifest };
  writeFileSync(path.join(folder, MANIFEST), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
}

/** @throws BackupProblem no backup stands there, or one that did not end */
export function readManifest(folder: string): Manifest {
  const file = path.join(folder, MANIFEST);
  if (!existsSync(file))
    throw new BackupProblem(`${folder} 不是一份完整的备份  no complete backup stands there`);
  const { success, data } = manifestSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!success) throw new BackupProblem(`${file} 读不懂  cannot be understood`);
  return data;
}

export const linesOf = (folder: string, collection: string): AsyncIterable<string> =>
  createInterface({ input: createReadStream(fileOf(folder, collection)), crlfDelay: Infinity });

/** @throws BackupProblem a file is not what the manifest says */
export async function checkArchive(folder: string, manifest: Manifest): Promise<void> {
  for (const [name, expected] of Object.entries(manifest.collections)) {
    if (!existsSync(fileOf(folder, name))) throw new BackupProblem(`缺少文件  a file is missing: ${name}`);
    const hash = newHash();
    let documents = 0;
    for await (const line of linesOf(folder, name)) {
      hash.update(`${line}\n`);
      documents += 1;
    }
    if (documents !== expected.documents || hash.digest('hex') !== expected.sha256)
      throw new BackupProblem(`文件被改动或不完整  a file was changed or is not complete: ${name}`);
  }
}
