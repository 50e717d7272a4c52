import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { MINUTE_MS } from '../../../contracts/primitives/time';
import type { PushAccount } from '../config/settings';
import type { HttpCall } from '../host/serve-http';
import { parseXml } from './xml';

/**
 * WeChat's event push (the mini-program's 消息推送, the official account's 「服务器配置」, with one token or two): who sent
 * it, and what it says. Plain mode signs token, timestamp and nonce; safe mode also encrypts the body (AES-256-CBC, PKCS#7 to 32 bytes)
 * and signs the ciphertext.
 */
type Push = Pick<HttpCall, 'query' | 'rawBody' | 'now'>;

/** Not from WeChat, or not for us; nothing of it is looked at. */
export class PushRefused extends Error {
  override readonly name = 'PushRefused';
  constructor(
    readonly problem: 'not_configured' | 'signature' | 'stale' | 'encryption' | 'another_app' | 'body',
  ) {
    super(problem);
  }
}

/** WeChat repeats within seconds; an old request is somebody replaying it. */
const FRESH_MS = 10 * MINUTE_MS;

const sha1 = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex');

function isSame(expected: string, given: string | undefined): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given ?? '')];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The account whose token signed it. @throws PushRefused */
function senderOf({ query, now }: Push, accounts: readonly PushAccount[]): PushAccount {
  if (accounts.length === 0) throw new PushRefused('not_configured');
  const { timestamp = '', nonce = '', signature } = query;
  const sender = accounts.find(({ token }) => isSame(sha1(token, timestamp, nonce), signature));
  if (!sender) throw new PushRefused('signature');
  if (!(Math.abs(now - Number(timestamp) * 1000) <= FRESH_MS)) throw new PushRefused('stale');
  return sender;
}

/** WeChat asks once, when the push is configured, whether somebody with the token is here. @throws PushRefused */
export function answerEcho(push: Push, accounts: readonly PushAccount[]): string {
  senderOf(push, accounts);
  return push.query['echostr'] ?? '';
}

/** What was pushed, XML or JSON alike. @param appIds whose pushes are ours @throws PushRefused */
export function openPush(push: Push, accounts: readonly PushAccount[], appIds: readonly string[]): unknown {
  const account = senderOf(push, accounts);
  const outer = parseBody(push.rawBody);
  const isSafe = push.query['encrypt_type'] === 'aes';
  // Where a key is configured, a plain push is a downgrade: whoever has seen a signed URL could write one.
  if (!isSafe && account.aesKey === null) return outer;
  if (!isSafe || account.aesKey === null) throw new PushRefused('encryption');

  const encrypted: unknown =
    typeof outer === 'object' && outer !== null ? Reflect.get(outer, 'Encrypt') : null;
  if (typeof encrypted !== 'string') throw new PushRefused('body');
  const { timestamp = '', nonce = '', msg_signature: signature } = push.query;
  if (!isSame(sha1(account.token, timestamp, nonce, encrypted), signature))
    throw new PushRefused('signature');
  const { text, appId } = decrypt(encrypted, account.aesKey);
  if (!appIds.includes(appId)) throw new PushRefused('another_app');
  return parseBody(text);
}

/** 16 random bytes, the length of the text (4 bytes, big-endian), the text, the appid. */
function decrypt(encrypted: string, key: Buffer): { text: string; appId: string } {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
    const pad = padded.at(-1) ?? 0;
    if (pad < 1 || pad > 32) throw new PushRefused('encryption');
    const bytes = padded.subarray(0, padded.length - pad);
    const length = bytes.readUInt32BE(16);
    const end = 20 + length;
    if (end > bytes.length) throw new PushRefused('encryption');
    return { text: bytes.subarray(20, end).toString('utf8'), appId: bytes.subarray(end).toString('utf8') };
  } catch (error) {
    throw error instanceof PushRefused ? error : new PushRefused('encryption');
  }
}

/** Ids of messages exceed 2^53: they are read as texts. */
const LONG_ID = /("MsgI[dD]"\s*:\s*)(\d+)/g;

function parseBody(text: string): unknown {
  try {
    const body = text.trim(); // a byte order mark, too
    return body.startsWith('<') ? parseXml(body) : JSON.parse(body.replace(LONG_ID, '$1"$2"'));
  } catch {
    throw new PushRefused('body');
  }
}
