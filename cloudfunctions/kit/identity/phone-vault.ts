import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Settings } from '../config/settings';

/**
 * Phone numbers at rest: AES-256-GCM under a named key, so keys can rotate, and a keyed hash (HMAC-SHA-256) for lookup.
 * A stolen database alone gives neither the numbers nor a way to test guesses.
 */
type PhoneSettings = Settings['phone'];
/** Of the mainland, with or without its country before it. */
const MOBILE = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;

/** @param digits `+<country><number>`: the same person must always give the same text */
export const hashPhone = ({ hashKey }: Pick<PhoneSettings, 'hashKey'>, digits: string): string =>
  createHmac('sha256', hashKey).update(digits).digest('base64url');

/** A card of another system, as it is kept: one that is somebody’s mobile number is kept as numbers are. */
export function keptCard(settings: Pick<PhoneSettings, 'hashKey'>, card: string): string {
  const [, number] = MOBILE.exec(card) ?? [];
  return number === undefined ? card : hashPhone(settings, `+86${number}`);
}

/** `<key id>.<nonce>.<ciphertext>.<tag>`, base64url. */
export function encryptPhone({ keys }: PhoneSettings, digits: string): string {
  const [newest] = keys;
  if (!newest) throw new Error('PHONE_KEYS is empty');
  const [keyId, key] = newest;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.concat([cipher.update(digits, 'utf8'), cipher.final()]);
  return [keyId, ...[nonce, text, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url'))].join('.');
}

/** Whether the newest key sealed it; otherwise it is sealed again when it is next used. */
export const isFreshlySealed = ({ keys }: PhoneSettings, sealed: string): boolean =>
  sealed.startsWith(`${keys[0]?.[0]}.`);

/** The same number under the newest key. @throws as decryptPhone */
export const resealPhone = (settings: PhoneSettings, sealed: string): string =>
  encryptPhone(settings, decryptPhone(settings, sealed));

/** @throws Error when the key is unknown or the text was tampered with */
export function decryptPhone({ keys }: PhoneSettings, sealed: string): string {
  const [keyId, nonce, text, tag] = sealed.split('.');
  const key = keys.find(([id]) => id === keyId)?.[1];
  if (!key || nonce === undefined || text === undefined || tag === undefined)
    throw new Error('unknown phone key');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
}
