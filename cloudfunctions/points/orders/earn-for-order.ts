import type { Fen } from '../../../contracts/primitives/fen';
import { yuanText } from '../../../contracts/primitives/fen';
import type { MemberId } from '../../../contracts/primitives/ids';
import { points, type Points } from '../../../contracts/primitives/points';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { earnedBy, earnedOnAfter, type Earning, type Payment } from '../rules/earning/earn-rule';
import { entryId } from '../rules/ledger';
import { nameOfHeld } from '../rules/named-tiers';
import { loadBook, saveBook } from '../book/load-book';
import { activationOf, orderKey, postEarning } from '../rules/earning/order-postings';
import { readRuleAt } from '../book/read-rule';

export interface OrderPayment extends Payment {
  memberId: MemberId;
  orderId: string;
  /** What was paid in money, after every saving: points are not earned on points. */
  paidFen: Fen;
  /** Its points are those of the rule in force then. */
  soldAt: Instant;
  now: Instant;
}

export interface EarnedForOrder {
  outcome: 'earned' | 'already_earned' | 'nothing';
  points: Points;
  /** When they can be spent; null: at once, or there are none. */
  activatesAt: Instant | null;
  /** The privilege that earned more; null: none did, or this is a repeat. */
  by: Earning['by'];
}

/**
 * What a paid order earns, inside the transaction that marks it paid: five calls. They wait for the refund window.
 * Once per order: `earn:order-<id>`.
 */
export async function earnForOrder(
  transaction: TransactionStore,
  order: OrderPayment,
): Promise<EarnedForOrder> {
  const { memberId, orderId, paidFen, soldAt, now } = order;
  const key = orderKey(orderId);
  const rule = await readRuleAt(transaction, soldAt);
  if (!rule) return { outcome: 'nothing', points: points(0), activatesAt: null, by: null };
  const earned = await transaction.pointsEntries.get(entryId('earn', key));
  if (earned) {
    const [lot] = earned.moves;
    return {
      outcome: 'already_earned',
      points: points(lot?.points ?? 0),
      activatesAt: lot?.activatesAt ?? null,
      by: null,
    };
  }
  const book = await loadBook(transaction, memberId, now);
  const { standing } = book.account;
  const tierInRule = nameOfHeld(Object.keys(rule.earn.tierMultipliers), rule.namedTiers, standing);
  const earning = earnedBy(rule.earn, order, { ...standing, tierInRule }, book.account.earnedOn, now);
  if (earning.points === 0) return { outcome: 'nothing', points: points(0), activatesAt: null, by: null };
  const posted = postEarning(book, rule, earning.points, {
    key,
    source: { kind: 'order', id: orderId },
    reason: `消费 ¥${yuanText(paidFen)}${earning.note === null ? '' : `，${earning.note}`}`,
  });
  const earnedOn = earnedOnAfter(book.account.earnedOn, earning.points, now);
  await saveBook(transaction, { ...posted, account: { ...posted.account, earnedOn } });
  return { outcome: 'earned', points: earning.points, activatesAt: activationOf(rule, now), by: earning.by };
}
