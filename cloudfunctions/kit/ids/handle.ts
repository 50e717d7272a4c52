import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/**
 * Names that one person is told for what carries ids of others: the same for the same thing as long as the key is the same, another
 * for everybody else, and opaque. What comes back from the phone is sealed, so that it can be opened; what is only told apart is a handle.
 */
export interface HandleKey {
  /** The key of the member codes; the words in front keep the uses apart. */
  key: Buffer;
  /** Who is told: `openid:<appid>:<openid>`. */
  viewer: string;
}

const keyed = ({ key, viewer }: HandleKey, use: string, text: string): Buffer =>
  createHmac('sha256', key).update(`${use}\n${viewer}\n${text}`).digest();

/** 132 bits, one way. */
export const handleOf = (key: HandleKey, id: string): string =>
  keyed(key, 'handle', id).toString('base64url').slice(0, 22);

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Opaque, for this viewer and this use, and the same each time: its nonce is made of what it seals. */
export function seal(key: HandleKey, use: string, text: string): string {
  const nonce = keyed(key, `nonce ${use}`, text).subarray(0, NONCE);
  const cipher = createCipheriv(CIPHER, keyed(key, 'seal', use), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Null for a seal that is forged, somebody else's, or of another use. */
export function unseal(key: HandleKey, use: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE + TAG) return null;
  const decipher = createDecipheriv(CIPHER, keyed(key, 'seal', use), bytes.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
