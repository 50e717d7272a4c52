import type {
  LedgerEntry,
  LotMove,
  PersonGift,
  PersonGifts,
} from '../../../../contracts/points/points-ledger';
import type { Book } from '../ledger';
import { sumOf } from '../lots';
import { postClawBack, postGiveBack, type Cause } from './order-postings';

/**
 * What a person is given once, when two members who both got it turn out to be one: the absorbed member's is taken back
 * before the points go over, spent or not, and given back when the merge is undone.
 */
const gifts = ['join', 'profile', 'follow'] as const;

const names: Record<PersonGift, string> = { join: '入会礼', profile: '完善资料奖励', follow: '关注奖励' };

export interface DoubledGift {
  gift: PersonGift;
  /** Key of the absorbed member's entry, and the id of the lot it made. */
  key: string;
}

/** Which gifts both had. */
export const doubledGifts = (kept: PersonGifts, absorbed: PersonGifts): DoubledGift[] =>
  gifts.flatMap((gift) => {
    const key = absorbed[gift];
    return key === null || kept[gift] === null || kept[gift] === key ? [] : [{ gift, key }];
  });

/** What the person had of either. */
export const giftsOfBoth = (kept: PersonGifts, absorbed: PersonGifts): PersonGifts => ({
  join: kept.join ?? absorbed.join,
  profile: kept.profile ?? absorbed.profile,
  follow: kept.follow ?? absorbed.follow,
});

/** What the kept member had before the absorbed one's came. */
export function giftsWithout(kept: PersonGifts, absorbed: PersonGifts): PersonGifts {
  const left = (gift: PersonGift) => (kept[gift] === absorbed[gift] ? null : kept[gift]);
  return { join: left('join'), profile: left('profile'), follow: left('follow') };
}

/** Takes a doubled gift out of the absorbed member's book. @param given the entry that gave it */
export function postTakenGift(
  book: Book,
  { gift, key }: DoubledGift,
  given: LedgerEntry,
  cause: Cause,
): Book {
  const [lot] = given.moves;
  return postClawBack(book, key, lot?.points ?? 0, {
    ...cause,
    reason: `会员合并，${names[gift]}每人一份，收回重复的`,
  });
}

/** What was taken for one gift. Null: nothing was. */
export interface TakenGift {
  gift: PersonGift;
  /** The lot the gift made. */
  lot: LotMove;
  taken: LedgerEntry | null;
  debt: LedgerEntry | null;
}

/**
 * Gives the gift back to the absorbed member. What had become a debt is theirs again by now, whoever paid it off (see
 * parting.ts), and is cancelled with the points it was.
 */
export function postReturnedGift(
  absorbed: Book,
  { gift, lot, taken, debt }: TakenGift,
  key: string,
  cause: Pick<Cause, 'source'>,
): Book {
  const why = { ...cause, reason: `撤销合并，退回${names[gift]}` };
  const owed = debt?.debt ?? 0;
  const owing = { key: `${key}-${gift}-owed` };
  const lending = { moves: [{ ...lot, id: owing.key, points: -owed }] };
  const cleared = postGiveBack(absorbed, lending, 0, owed, { ...why, ...owing });
  if (!taken) return cleared;
  return postGiveBack(cleared, taken, 0, -sumOf(taken.moves), { ...why, key: `${key}-${gift}` });
}
