import * as z from 'zod';
import { logLine } from '../log/log-line';
import { openClient } from './database';
import { StoreUnavailable } from './store-error';

/**
 * The cloud storage, by the SDK's own calls. Only functions read and write it: the bucket is closed to phones, the path is chosen
 * here, and a phone gets an address that ends by itself.
 */
export interface CloudFiles {
  /** The same path again is the same file. @returns its id @throws StoreUnavailable */
  put(cloudPath: string, content: Buffer): Promise<string>;
  /** Where it can be fetched for a while, or for so long; null: there is no such file, or nobody answers. */
  urlOf(fileId: string, ms?: number): Promise<string | null>;
  /** The same of several, by their ids; what cannot be fetched is left out. */
  urlsOf(fileIds: readonly string[], ms?: number): Promise<ReadonlyMap<string, string>>;
  /** One that is gone already is fine. @throws StoreUnavailable */
  remove(fileId: string): Promise<void>;
}

const GONE = 'STORAGE_FILE_NONEXIST';
const DONE = ['SUCCESS', GONE, undefined];
const uploaded = z.object({ fileID: z.string().min(1) });
const listed = z.object({
  fileList: z.array(
    z.object({
      fileID: z.string().optional(),
      code: z.string().optional(),
      tempFileURL: z.string().optional(),
    }),
  ),
});
/** As many as one question takes (platform-facts, section 9). */
const AT_ONCE = 50;

/** The SDK throws some failures and returns others as `{ code }`. */
async function answered<Answer extends z.ZodType>(
  send: () => Promise<unknown>,
  answer: Answer,
): Promise<z.output<Answer>> {
  let raw: unknown;
  try {
    raw = await send();
  } catch (error) {
    throw new StoreUnavailable(`storage: ${error instanceof Error ? error.name : 'no answer'}`);
  }
  const parsed = answer.safeParse(raw);
  if (!parsed.success) throw new StoreUnavailable('storage: another answer');
  return parsed.data;
}

export const cloudFiles: CloudFiles = {
  async put(cloudPath, content) {
    const send = async () => openClient().uploadFile({ cloudPath, fileContent: content });
    return (await answered(send, uploaded)).fileID;
  },
  async urlOf(fileId, ms) {
    return (await cloudFiles.urlsOf([fileId], ms)).get(fileId) ?? null;
  },
  async urlsOf(fileIds, ms) {
    const urls = new Map<string, string>();
    try {
      for (let from = 0; from < fileIds.length; from += AT_ONCE) {
        const some = fileIds.slice(from, from + AT_ONCE);
        const fileList =
          ms === undefined ? some : some.map((fileID) => ({ fileID, maxAge: Math.ceil(ms / 1000) }));
        const send = async () => openClient().getTempFileURL({ fileList });
        for (const { fileID, code, tempFileURL } of (await answered(send, listed)).fileList)
          if (fileID && code === 'SUCCESS' && tempFileURL) urls.set(fileID, tempFileURL);
      }
    } catch (error) {
      // A page without its picture is better than no page.
      logLine('warn', 'file_url_missing', { detail: String(error) });
    }
    return urls;
  },
  async remove(fileId) {
    const send = async () => openClient().deleteFile({ fileList: [fileId] });
    const [file] = (await answered(send, listed)).fileList;
    if (!DONE.includes(file?.code)) throw new StoreUnavailable(`storage: ${file?.code}`);
  },
};
