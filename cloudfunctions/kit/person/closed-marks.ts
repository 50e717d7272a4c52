import type { Settings } from '../config/settings';
import { closedKey } from '../store/query/document-ids';
import { hashPhone } from '../identity/phone-vault';

/**
 * Under what somebody who closed an account after the newcomer gift is remembered: keyed hashes of WeChat's identifiers,
 * which lead to nobody and say nothing to whoever reads them.
 * @param keys `openid:…` and `unionid:…`
 */
export const closedMarksOf = (phone: Settings['phone'], keys: readonly string[]): string[] =>
  keys.map((key) => closedKey(hashPhone(phone, key)));
