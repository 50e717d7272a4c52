import type { MemberId } from '../../../contracts/primitives/ids';

/**
 * Who is one person. Rules that ask for a second person, invites and leaders' awards compare persons, not accounts: by
 * WeChat's identifiers, by the member they lead to after merges, and by a number both verified. A number alone is a hint:
 * it may have been recycled, so whoever pays something asks a person to decide.
 */
export interface PersonTraces {
  memberIds: readonly MemberId[];
  /** `openid:…` and `unionid:…`. */
  keys: readonly string[];
  /** Numbers verified by them, under whatever name they are known to be the same. */
  numbers: readonly string[];
}

export type Sameness = 'same' | 'by_phone' | 'different';

const meet = <Item>(one: readonly Item[], other: readonly Item[]): boolean =>
  one.some((item) => other.includes(item));

export function isSamePerson(one: PersonTraces, other: PersonTraces): Sameness {
  if (meet(one.memberIds, other.memberIds) || meet(one.keys, other.keys)) return 'same';
  return meet(one.numbers, other.numbers) ? 'by_phone' : 'different';
}
