import { createHash } from 'node:crypto';

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** 48 bits of a text's SHA-256, the same everywhere. Not a secret: it spreads callers over shards. */
export const spread = (text: string): number => digestOf(text).readUIntBE(0, 6);

/** 128 bits of a text’s SHA-256: whoever reads it learns nothing of what it was made of. */
export const longName = (text: string): string =>
  BigInt(`0x${digestOf(text).toString('hex', 0, 16)}`).toString(36);

/** 64 bits of a text's SHA-256 as a short name in small letters and digits. */
export const shortName = (text: string): string => digestOf(text).readBigUInt64BE().toString(36);
