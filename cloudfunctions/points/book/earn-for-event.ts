import { NO_GIFTS, type PersonGift } from '../../../contracts/points/points-ledger';
import type { EarnEvent } from '../../../contracts/points/points-rule';
import type { MemberId } from '../../../contracts/primitives/ids';
import { points, type Points } from '../../../contracts/primitives/points';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { entryId, type Book } from '../rules/ledger';
import { loadBook, saveBook } from './load-book';
import { postEarning } from '../rules/earning/order-postings';
import { readRule } from './read-rule';

const reasons: Record<EarnEvent, string> = {
  join: '入会礼',
  profile: '完善资料',
  follow: '关注公众号',
  review: '评价',
  invite: '邀请好友',
};

interface EventEarning {
  memberId: MemberId;
  event: EarnEvent;
  /** What happened, so that it counts once: the member for joining, the review, the invited friend. */
  occasion: string;
  /** Instead of the rule's amount. */
  amount?: Points;
  /** Wait for the refund window, as points of a payment do. */
  pending?: boolean;
  now: Instant;
}

export interface EarnedForEvent {
  outcome: 'earned' | 'already_earned' | 'nothing';
  points: Points;
}

const NOTHING = { outcome: 'nothing' as const, points: points(0) };

const isPersonGift = (event: EarnEvent): event is PersonGift => event in NO_GIFTS;

const withGift = (book: Book, event: PersonGift, key: string): Book => ({
  ...book,
  account: { ...book.account, gifts: { ...book.account.gifts, [event]: key } },
});

/**
 * What joining, a profile, following, a review or an invite earns, inside the transaction of what happened: six calls.
 * Once per occasion: `earn:<event>-<occasion>`; joining, the profile and following once per person, whichever members
 * turn out to be one and however often an account is closed (docs/decisions).
 */
export async function earnForEvent(
  transaction: TransactionStore,
  earning: EventEarning,
): Promise<EarnedForEvent> {
  const { memberId, event, occasion, now } = earning;
  const key = `${event}-${occasion}`;
  const rule = await readRule(transaction, now);
  const amount = rule ? (earning.amount ?? rule.events[event]) : points(0);
  if (!rule || amount === 0) return NOTHING;
  if (await transaction.pointsEntries.get(entryId('earn', key)))
    return { outcome: 'already_earned', points: amount };
  const loaded = await loadBook(transaction, memberId, now);
  const once = isPersonGift(event) ? event : null;
  if (once !== null) {
    if (loaded.account.gifts[once] !== null) return { outcome: 'already_earned', points: amount };
    // Whoever closed an account and came back had it then.
    if ((await transaction.members.get(memberId))?.returned) return NOTHING;
  }
  const book = once === null ? loaded : withGift(loaded, once, key);
  const pendingDays = earning.pending ? rule.pendingDays : 0;
  const posted = postEarning(book, { ...rule, pendingDays }, amount, {
    key,
    source: { kind: event, id: occasion },
    reason: reasons[event],
  });
  await saveBook(transaction, posted);
  return { outcome: 'earned', points: amount };
}
