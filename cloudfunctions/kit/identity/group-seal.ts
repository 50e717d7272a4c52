import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OpenId } from '../../../contracts/primitives/ids';
import { DAY_MS, type Instant } from '../../../contracts/primitives/time';

/**
 * The WeChat group somebody came from, decrypted once when they land and carried by their phone until they join: signed,
 * for this person and this day, so that nobody makes up a group, and the join asks WeChat nothing.
 */
const LIFETIME_MS = DAY_MS;

const GROUP_ID = /^[0-9A-Za-z_-]{1,128}$/;

const sign = (key: Buffer, text: string, openId: OpenId): string =>
  createHmac('sha256', key).update(`group\n${openId}\n${text}`).digest('base64url');

/** @param key the key of the member codes; the word in front keeps the two uses apart */
export function sealGroup(key: Buffer, groupId: string, openId: OpenId, now: Instant): string {
  const text = `${groupId}.${now + LIFETIME_MS}`;
  return `${text}.${sign(key, text, openId)}`;
}

/** Null for a seal that is forged, somebody else's or a day old. */
export function openGroup(key: Buffer, seal: string, openId: OpenId, now: Instant): string | null {
  const [groupId, until, signature, ...more] = seal.split('.');
  if (groupId === undefined || until === undefined || signature === undefined || more.length > 0) return null;
  const expected = Buffer.from(sign(key, `${groupId}.${until}`, openId));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return GROUP_ID.test(groupId) && now < Number(until) ? groupId : null;
}
