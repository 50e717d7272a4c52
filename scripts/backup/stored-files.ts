import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { cloudFiles } from '../../cloudfunctions/kit/store/cloud-files';
import { downloadFile } from '../../cloudfunctions/kit/store/download-file';
import { BackupProblem, type Manifest, type StoredDocument } from './archive';

/**
 * The cloud storage's part of a backup: every file a document names, by its content, in `files/`. In another environment the same
 * path has another id, so a restore puts the files in first and then writes documents with the ids they have there.
 */
const FOLDER = 'files';
const LIST = 'files.ndjson';

const listed = z.object({
  fileId: z.string(),
  /** Of its content, which is its name here; null: the document named a file that was gone. */
  sha256: z.string().nullable(),
});
const putBack = z.object({ fileId: z.string(), newId: z.string() });

const FILE_ID = /^cloud:\/\/[^/]+\/(.+)$/;
const pathOf = (fileId: string): string => {
  const [, cloudPath] = FILE_ID.exec(fileId) ?? [];
  if (cloudPath === undefined) throw new BackupProblem(`不是文件编号  no file id: ${fileId}`);
  return cloudPath;
};

const sha256Of = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

/** Every file that a value names, however deep. */
export function filesIn(value: unknown): string[] {
  if (typeof value === 'string') return FILE_ID.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(filesIn);
}

/** Downloads what documents named. @returns how many, and the checksum of their list */
export async function writeFiles(
  folder: string,
  fileIds: ReadonlySet<string>,
): Promise<{ count: number; sha256: string }> {
  mkdirSync(path.join(folder, FOLDER), { mode: 0o700 });
  const lines: string[] = [];
  for (const fileId of [...fileIds].sort()) {
    const content = await downloadFile(fileId);
    const sha256 = content && sha256Of(content);
    if (content && sha256) writeFileSync(path.join(folder, FOLDER, sha256), content, { mode: 0o600 });
    lines.push(JSON.stringify({ fileId, sha256 }));
  }
  const text = lines.map((line) => `${line}\n`).join('');
  writeFileSync(path.join(folder, LIST), text, { mode: 0o600 });
  return { count: lines.length, sha256: sha256Of(text) };
}

const linesIn = (file: string): unknown[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line))
    : [];

/** @throws BackupProblem the list or a file is not what was saved */
export function checkFiles(folder: string, { files }: Manifest): void {
  if (files === undefined) return; // a backup of before
  const list = path.join(folder, LIST);
  const damaged = (name: string) =>
    new BackupProblem(`文件被改动或不完整  a file was changed or is not complete: ${name}`);
  if (!existsSync(list) || sha256Of(readFileSync(list)) !== files.sha256) throw damaged(LIST);
  for (const { sha256 } of z.array(listed).parse(linesIn(list))) {
    const file = path.join(folder, FOLDER, sha256 ?? '');
    if (sha256 !== null && (!existsSync(file) || sha256Of(readFileSync(file)) !== sha256))
      throw damaged(`${FOLDER}/${sha256}`);
  }
}

const noteOf = (folder: string, env: string): string => path.join(folder, `restored-files-to-${env}.ndjson`);

/** They may be gone with the documents: the next restore puts each again. */
export const forgetFiles = (folder: string, env: string): void =>
  rmSync(noteOf(folder, env), { force: true });

/**
 * Puts the files where they were, each once: what is done is noted beside the backup.
 * @returns the id each has now, by the one it had
 */
export async function restoreFiles(folder: string, env: string): Promise<ReadonlyMap<string, string>> {
  const note = noteOf(folder, env);
  const done = new Map(
    z
      .array(putBack)
      .parse(linesIn(note))
      .map(({ fileId, newId }) => [fileId, newId]),
  );
  for (const { fileId, sha256 } of z.array(listed).parse(linesIn(path.join(folder, LIST)))) {
    if (sha256 === null || done.has(fileId)) continue;
    const content = readFileSync(path.join(folder, FOLDER, sha256));
    const newId = await cloudFiles.put(pathOf(fileId), content);
    appendFileSync(note, `${JSON.stringify({ fileId, newId })}\n`, { mode: 0o600 });
    done.set(fileId, newId);
  }
  return done;
}

/** The document with the ids its files have now. */
export const withFiles = (document: StoredDocument, ids: ReadonlyMap<string, string>): StoredDocument =>
  filesIn(document).length === 0 ? document : { ...document, ...renamed(document, ids), _id: document._id };

function renamed(value: Readonly<Record<string, unknown>>, ids: ReadonlyMap<string, string>) {
  const rename = (one: unknown): unknown => {
    if (typeof one === 'string') return ids.get(one) ?? one;
    if (Array.isArray(one)) return one.map(rename);
    if (!isPlain(one)) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, rename(inner)]));
  };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rename(inner)]));
}

/** Dates and binaries keep their kind. */
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
