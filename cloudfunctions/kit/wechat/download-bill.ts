import type { AxiosRequestConfig } from 'axios';
import { createHash } from 'node:crypto';
import { types } from 'node:util';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { ChinaDate } from '../../../contracts/primitives/time';
import { PayRefused, WechatUnreachable } from './wechat-error';

/** One signed question to WeChat Pay, and what it answers. */
type Ask = (
  url: string,
  more: Pick<AxiosRequestConfig, 'params' | 'responseType' | 'transformResponse'>,
) => Promise<unknown>;

const place = z.object({
  hash_type: z.literal('SHA1'),
  /** Of the bill itself, not of the compressed file. */
  hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/),
  download_url: z.url(),
});

/** A day of a hundred thousand payments has some thirty megabytes; what is many times that is no bill. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Nothing was paid or given back that day; or it is too early to ask. */
const NONE = 'NO_STATEMENT_EXIST';
const NOT_YET = 'STATEMENT_CREATING';

/**
 * The trade bill of a day: WeChat says in a signed answer where the file is and what it must come to, and the file itself is
 * unsigned. @returns null: there is none. @throws PayRefused, WechatUnreachable
 */
export async function downloadBill(ask: Ask, day: ChinaDate): Promise<string | null> {
  const params = { bill_date: day, bill_type: 'ALL', tar_type: 'GZIP' };
  let answer: unknown;
  try {
    answer = await ask('v3/bill/tradebill', { params });
  } catch (error) {
    if (!(error instanceof PayRefused)) throw error;
    if (error.code === NONE) return null;
    if (error.code === NOT_YET) throw new WechatUnreachable(NOT_YET);
    throw error;
  }
  const where = place.safeParse(answer);
  if (!where.success) throw new WechatUnreachable('an answer of another shape');
  const { download_url: url, hash_value: hash } = where.data;
  // As it comes: the library would check a signature that a file does not have, and read JSON in it.
  const file = await ask(url, { responseType: 'arraybuffer', transformResponse: [(data: unknown) => data] });
  return opened(file, hash.toLowerCase());
}

function opened(file: unknown, hash: string): string {
  try {
    // Which of the two it is, is the library's choice.
    if (!types.isUint8Array(file) && !types.isAnyArrayBuffer(file)) throw new TypeError('no bytes');
    const bill = gunzipSync(file, { maxOutputLength: MOST_BYTES });
    if (createHash('sha1').update(bill).digest('hex') !== hash) throw new RangeError('another hash');
    return bill.toString('utf8');
  } catch (error) {
    throw new WechatUnreachable('a damaged bill', { cause: error });
  }
}
