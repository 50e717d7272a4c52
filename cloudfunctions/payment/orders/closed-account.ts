import { isOpenId, type OpenId } from '../../../contracts/primitives/ids';

/** What orders and claims of a closed account name instead of whoever paid: all of them the same, so it finds nobody. */
export const CLOSED_KEY = 'closed-account';

export const CLOSED_OPEN_ID: OpenId = asOpenId(CLOSED_KEY);

function asOpenId(text: string): OpenId {
  if (!isOpenId(text)) throw new RangeError(text);
  return text;
}
