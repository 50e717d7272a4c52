/**
 * Cloud storage, as the unmodified SDK of the functions uses it (@cloudbase/node-sdk 3.18.3, `dist/storage`): it asks where to put
 * a file, puts it there itself, and asks for addresses and removals through the data plane. Addresses end by the movable clock.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod';
import { DatabaseError, invalidParam } from '../database/errors';
import { createFileStore, type FileStore } from './file-store';

export interface CloudStorageOptions {
  /** Null: in memory. */
  folder: string | null;
  now: () => number;
  /** Whether an address without a signature leads to the file: what the bucket’s permission says. */
  isPublic?: (env: string) => boolean;
  /** Where the cloud listens. */
  url: string;
}

export interface CloudStorage {
  /** What the SDK posts under `storage.…`. @throws DatabaseError */
  answer(env: string, request: unknown): { data: unknown };
  /** Mount at /storage: puts and fetches files. */
  routes: Hono;
  /** For tests: the file of an id. */
  read(fileId: string): Buffer | null;
  clear(): void;
}

export const isStorageAction = (action: string): boolean => action.startsWith('storage.');

/** What the platform gives an address when nothing else is asked for. */
const ADDRESS_SECONDS = 7200;
const MOST_FILES = 50;
const MOST_BYTES = 50 * 1024 * 1024;
const GONE = 'STORAGE_FILE_NONEXIST';

/** As the platform has it: no leading slash, no empty part, and characters that survive an address. */
const cloudPath = z.string().regex(/^(?!\/)(?!.*\/\/)[0-9A-Za-z!()_./\u4e00-\u9fa5-]{1,850}$/);
const metadataRequest = z.object({ path: cloudPath, method: z.literal('put') });
const urlRequest = z.object({
  file_list: z
    .array(z.object({ fileid: z.string(), max_age: z.number().positive().optional() }))
    .min(1)
    .max(MOST_FILES),
});
const removeRequest = z.object({ fileid_list: z.array(z.string()).min(1).max(MOST_FILES) });

function parsed<Schema extends z.ZodType>(schema: Schema, request: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(request);
  if (!success) throw invalidParam(z.prettifyError(error));
  return data;
}

export function createCloudStorage({
  folder,
  now,
  url,
  isPublic = () => false,
}: CloudStorageOptions): CloudStorage {
  const files = createFileStore(folder);
  const key = 'the local storage has no strangers';
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
  const addressOf = (stored: string, seconds: number): string => {
    const until = String(now() + seconds * 1000);
    return `${url}/storage/${stored}?t=${until}&sign=${sign(`get ${stored} ${until}`)}`;
  };
  return {
    answer(env, request) {
      const { action } = parsed(z.object({ action: z.string() }), request);
      if (action === 'storage.getUploadMetadata') {
        const { path } = parsed(metadataRequest, request);
        const stored = `${env}/${path}`;
        return {
          data: {
            url: `${url}/storage/${stored}`,
            token: 'local',
            authorization: sign(`put ${stored}`),
            fileId: fileIdOf(env, path),
            cosFileId: sign(stored),
          },
        };
      }
      if (action === 'storage.batchGetDownloadUrl') {
        const list = parsed(urlRequest, request).file_list.map(({ fileid, max_age = ADDRESS_SECONDS }) => {
          const stored = storedAt(fileid);
          const isThere = stored !== null && files.read(stored) !== null;
          const tempFileURL = isThere ? addressOf(stored, max_age) : '';
          return { fileID: fileid, tempFileURL, code: isThere ? 'SUCCESS' : GONE };
        });
        return { data: { download_list: list } };
      }
      if (action === 'storage.batchDeleteFile') {
        const list = parsed(removeRequest, request).fileid_list.map((fileID) => {
          const stored = storedAt(fileID);
          return { fileID, code: stored !== null && files.remove(stored) ? 'SUCCESS' : GONE };
        });
        return { data: { delete_list: list } };
      }
      throw new DatabaseError('INVALID_ACTION', `invalid action: ${action}`);
    },
    routes: createRoutes(files, sign, { now, isPublic }),
    read: (fileId) => {
      const stored = storedAt(fileId);
      return stored === null ? null : files.read(stored);
    },
    clear: () => files.clear(),
  };
}

/** The bucket of every environment here. */
export const BUCKET = '6c6f-local';
const fileIdOf = (env: string, path: string): string => `cloud://${env}.${BUCKET}/${path}`;

function storedAt(fileId: string): string | null {
  const [, env, path] = /^cloud:\/\/([^./]+)\.[^/]+\/(.+)$/.exec(fileId) ?? [];
  return env === undefined || path === undefined ? null : `${env}/${path}`;
}

const isSame = (given: string, wanted: string): boolean =>
  given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));

/** COS says what went wrong in XML; an empty body says that nothing did. */
const refused = (code: string): string =>
  `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${code}</Message><RequestId>local</RequestId><TraceId>local</TraceId></Error>`;

function createRoutes(
  files: FileStore,
  sign: (text: string) => string,
  { now, isPublic }: Required<Pick<CloudStorageOptions, 'now' | 'isPublic'>>,
): Hono {
  const routes = new Hono();
  routes.put('/*', async (c) => {
    const stored = decodeURIComponent(c.req.path.replace(/^\/storage\//, ''));
    if (!isSame(c.req.header('authorization') ?? '', sign(`put ${stored}`)))
      return c.text(refused('SignatureDoesNotMatch'), 403);
    const content = Buffer.from(await c.req.arrayBuffer());
    if (content.length > MOST_BYTES) return c.text(refused('EntityTooLarge'), 400);
    files.write(stored, content);
    return c.body(null, 200);
  });
  routes.get('/*', (c) => {
    const stored = decodeURIComponent(c.req.path.replace(/^\/storage\//, ''));
    const { t: until = '', sign: signature = '' } = c.req.query();
    const isSigned = isSame(signature, sign(`get ${stored} ${until}`)) && now() < Number(until);
    const isRight = isSigned || isPublic(stored.split('/')[0] ?? '');
    const content = files.read(stored);
    if (!isRight) return c.text(refused('AccessDenied'), 403);
    if (content === null) return c.text(refused('NoSuchKey'), 404);
    const type = /\.png$/.test(stored) ? 'image/png' : 'image/jpeg';
    return c.body(new Uint8Array(content), 200, { 'content-type': type, 'cache-control': 'private' });
  });
  return routes;
}
