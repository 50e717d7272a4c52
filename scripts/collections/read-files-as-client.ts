import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { isDenied, post, signInAsClient, type ClientPlace } from './read-as-client';

/** What somebody who is nobody here could do with a file of ours: all of it has to be refused for want of permission. */
export interface FileReads {
  /** What was refused, of what was tried. */
  refused: string[];
  /** What was answered. */
  allowed: string[];
  unknown: { what: string; why: string }[];
  /** Whether a client without an account was let in to try: otherwise the address alone was. */
  signedIn: boolean;
}

const TIMEOUT_MS = 10_000;
const said = z.looseObject({
  code: z.string().optional(),
  data: z
    .looseObject({
      download_list: z.array(z.looseObject({ code: z.string().optional() })).optional(),
      delete_list: z.array(z.looseObject({ code: z.string().optional() })).optional(),
    })
    .optional(),
});
/** As COS and its network answer for an address nobody signed. */
const CLOSED_STATUS = [401, 403];

/** A refusal of the whole, or of its only file. */
function codeOf(answer: unknown): string | null {
  const { data } = said.safeParse(answer);
  if (!data) return 'another answer';
  const [file] = data.data?.download_list ?? data.data?.delete_list ?? [];
  const code = data.code ?? file?.code ?? 'SUCCESS';
  return code === 'SUCCESS' ? null : code;
}

/** @param file one that is there, of the caller's own: its removal is tried; its address as it is signed */
export async function readFilesAsClient(
  place: ClientPlace,
  file: { fileId: string; path: string; address: string },
): Promise<FileReads> {
  const reads: FileReads = { refused: [], allowed: [], unknown: [], signedIn: false };
  const unsigned = new URL(file.address);
  unsigned.search = '';
  const { status } = await fetch(unsigned, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  (CLOSED_STATUS.includes(status) ? reads.refused : reads.allowed).push('the address without its signature');
  const token = await signInAsClient(place);
  if (token === null) return reads;
  reads.signedIn = true;
  const tries: readonly (readonly [string, object])[] = [
    ['its address', { action: 'storage.batchGetDownloadUrl', file_list: [{ fileid: file.fileId }] }],
    ['writing over it', { action: 'storage.getUploadMetadata', path: file.path, method: 'put' }],
    [
      'writing beside it',
      { action: 'storage.getUploadMetadata', path: `${file.path}-${randomUUID()}`, method: 'put' },
    ],
    ['removing it', { action: 'storage.batchDeleteFile', fileid_list: [file.fileId] }],
  ];
  const url = `${place.databaseUrl}?env=${encodeURIComponent(place.env)}`;
  for (const [what, request] of tries) {
    const answer = await post(url, { ...request, env: place.env, access_token: token }).catch(String);
    const code = codeOf(answer);
    if (code === null) reads.allowed.push(what);
    else if (isDenied(code)) reads.refused.push(what);
    else reads.unknown.push({ what, why: code });
  }
  return reads;
}
