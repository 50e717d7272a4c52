import type { CardNumber } from '../../../../contracts/primitives/codes/card-number';
import {
  isOpenIdKey,
  type AppId,
  type OpenId,
  type OpenIdKey,
  type UnionId,
} from '../../../../contracts/primitives/ids';

/** Deterministic document ids of the identity map; see `identities` and `staff` in schema.ts. */
export function openIdKey(appId: AppId, openId: OpenId): OpenIdKey {
  const key = `openid:${appId}:${openId}`;
  if (!isOpenIdKey(key)) throw new RangeError('not an openid key');
  return key;
}
export const unionIdKey = (unionId: UnionId): string => `unionid:${unionId}`;
/** A follower of the official account; their openid stands in the identity map like any other. */
export const followerId = (appId: AppId, openId: OpenId): string => `${appId}:${openId}`;
export const followerKey = (id: string): string => `openid:${id}`;
export const followerOfKey = (key: string): string => key.slice('openid:'.length);
/** @param keyedHash of a key above, whose owner closed the account */
export const closedKey = (keyedHash: string): string => `closed:${keyedHash}`;
/** @param keyedHash of the number, from kit/identity/phone-vault */
export const phoneKey = (keyedHash: string): string => `phone:${keyedHash}`;
export const cardKey = (number: CardNumber): string => `card:${number}`;
/** As another system wrote it. */
export const oldCardKey = (number: string): string => `old_card:${number}`;

export const creditKey = (appId: AppId, openId: OpenId, templateId: string): string =>
  `${appId}:${openId}:${templateId}`;

/** The openid inside a credit id. */
export const openIdOfCredit = (creditId: string): string | undefined => creditId.split(':')[1];

/** The openid inside an `openid:<appid>:<openid>` key of this mini-program, or null for another app's key. */
export function openIdOfKey(key: string, appId: AppId): string | null {
  const prefix = `openid:${appId}:`;
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}
