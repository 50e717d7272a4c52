import * as z from 'zod';
import { openClient } from './database';
import { StoreUnavailable } from './store-error';

const GONE = 'STORAGE_FILE_NONEXIST';
const downloaded = z.object({ fileContent: z.instanceof(Buffer) });
const refused = z.object({ code: z.string() });

/** For tools: a file of the cloud storage whole. @returns null: there is none. @throws StoreUnavailable */
export async function downloadFile(fileId: string): Promise<Buffer | null> {
  // Some failures are thrown and some are returned.
  const answer: unknown = await openClient()
    .downloadFile({ fileID: fileId })
    .catch((error: unknown) => error);
  const file = downloaded.safeParse(answer);
  if (file.success) return file.data.fileContent;
  const code = refused.safeParse(answer).data?.code;
  if (code === GONE) return null;
  throw new StoreUnavailable(`storage: ${code ?? 'no answer'}`);
}
