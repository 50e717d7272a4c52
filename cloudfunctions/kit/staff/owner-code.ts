import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../../contracts/primitives/time';

/** The code that makes the first owner: what a deployment carries of it is a keyed hash and an end. Pure. */
export interface OwnerSetup {
  hash: string;
  expiresAt: Instant;
}

const plain = (code: string): string => code.toUpperCase().replace(/[\s-]/g, '');

const hashOf = (key: Buffer, use: string, code: string): string =>
  createHmac('sha256', key)
    .update(`${use}\n${plain(code)}`)
    .digest('base64url');

/** As it is deployed. */
export const sealOwnerCode = (key: Buffer, code: string, expiresAt: Instant): string =>
  `${expiresAt}.${hashOf(key, 'owner setup', code)}`;

/** Which code was used, without the code. */
export const ownerCodeId = (key: Buffer, code: string): string => hashOf(key, 'owner setup used', code);

export function isOwnerCode(key: Buffer, setup: OwnerSetup | null, code: string, now: Instant): boolean {
  if (setup === null || now >= setup.expiresAt) return false;
  const [expected, given] = [Buffer.from(setup.hash), Buffer.from(hashOf(key, 'owner setup', code))];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
