import type { Fen } from '../../../contracts/primitives/fen';
import { points, type Points } from '../../../contracts/primitives/points';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { entryId } from '../rules/ledger';
import { OpenBooks } from '../book/open-books';
import { orderKey } from '../rules/earning/order-postings';
import { dueBack } from '../rules/earning/refund-share';

export interface OrderRefund {
  orderId: string;
  refundId: string;
  /** Of this refund alone. */
  refundedFen: Fen;
  /** What the order was paid with, in money. */
  totalFen: Fen;
  /**
   * What was back before this refund. More than the refunds known here: the rest was back before the order earned, which
   * it did on what was left.
   */
  backBeforeFen: Fen | null;
  /** The confirmation that took the order's points; null: it took none. */
  spentBy: string | null;
  /** Of the points spent, those of the lines it gives back, as worked out at the sale; null: its share of the money. */
  spentShare: number | null;
  /** Nothing of the order was given or taken back before it. */
  isFirst: boolean;
  /** Nothing is left to refund after it. */
  isLast: boolean;
  now: Instant;
}

export interface RefundedPoints {
  /** `account_closed`: whoever it was is nobody now; nothing is given or taken. */
  outcome: 'refunded' | 'already_refunded' | 'nothing' | 'account_closed';
  takenBack: Points;
  givenBack: Points;
  /** The part of `takenBack` that was spent already. */
  newDebt: Points;
}

type OrderPoints = DocumentOf<'orderPoints'>;

/**
 * What a refund does to points, inside the transaction that records it: at most seven calls. It gives back what the order
 * spent and takes back what it earned, in the share of the refund; refunds may come in any order and again.
 */
export async function refundOrderPoints(
  transaction: TransactionStore,
  refund: OrderRefund,
): Promise<RefundedPoints> {
  const { orderId, refundId, now } = refund;
  const key = orderKey(orderId);
  const known = refund.isFirst ? null : await transaction.orderPoints.get(orderId);
  const done = known?.refunds.find((one) => one.refundId === refundId);
  if (done) return { outcome: 'already_refunded', ...done };

  const earned = await transaction.pointsEntries.get(entryId('earn', key));
  const spent =
    refund.spentBy === null
      ? null
      : await transaction.pointsEntries.get(entryId('spend', orderKey(refund.spentBy)));
  const nothing = { takenBack: points(0), givenBack: points(0), newDebt: points(0) };
  const memberId = (earned ?? spent)?.memberId;
  if (!memberId) return { outcome: 'nothing', ...nothing };

  const before = known ?? { _id: orderId, memberId, ...NOTHING_BACK };
  const order = { earned: earned?.moves[0]?.points ?? 0, spent: -(spent?.points ?? 0) };
  const { soFar, taken, given, givenBefore } = pointsDue(before, order, refund);

  const books = new OpenBooks(transaction, now);
  const cause = causeOf(refundId);
  const givenBack =
    spent && (await books.giveBack(spent, givenBefore, given, { ...cause, reason: GIVEN_BACK }, true));
  const takenBack =
    earned &&
    (await books.clawBack(earned, key, taken, { ...cause, reason: '退款，收回这笔消费得到的积分' }));
  if (taken + given > 0 && !givenBack && !takenBack) return { outcome: 'account_closed', ...nothing };
  const moved = {
    refundId,
    takenBack: points(takenBack ?? 0),
    givenBack: points(givenBack ?? 0),
    newDebt: points(newDebtOf(books.entries, refundId)),
    toFollow: points(books.toFollow),
  };
  await books.save();
  const after = {
    ...before,
    refundedFen: soFar.refundedFen,
    complete: soFar.complete,
    refunds: [...before.refunds, moved],
  };
  // An insert: were it not the first after all, what is known of the others would not be lost.
  await (refund.isFirst ? transaction.orderPoints.insert(after) : transaction.orderPoints.replace(after));
  return { outcome: 'refunded', ...moved };
}

export const GIVEN_BACK = '退款，抵扣的积分退回';
export const causeOf = (refundId: string) => ({
  key: `refund-${refundId}`,
  source: { kind: 'refund' as const, id: refundId },
});

type Before = Pick<OrderPoints, 'refundedFen' | 'complete' | 'refunds' | 'held' | 'holds'>;

export const NOTHING_BACK: Before = {
  refundedFen: 0,
  complete: false,
  refunds: [],
  held: points(0),
  holds: 0,
};

/** What of an order's points a refund takes and gives back, after those before it. Pure. */
export function pointsDue(
  before: Before,
  order: { earned: number; spent: number },
  refund: Omit<OrderRefund, 'refundId' | 'isFirst'>,
) {
  const missed = (refund.backBeforeFen ?? before.refundedFen) - before.refundedFen;
  const soFar = {
    refundedFen: before.refundedFen + refund.refundedFen,
    totalFen: refund.totalFen - missed,
    complete: before.complete || refund.isLast,
  };
  const givenBefore = total(before, 'givenBack');
  const leftToGive = order.spent - givenBefore;
  const taken = Math.max(0, dueBack(order.earned, soFar) - before.held - total(before, 'takenBack'));
  const given =
    refund.spentShare === null || soFar.complete
      ? Math.max(0, dueBack(order.spent, soFar) - givenBefore)
      : Math.min(refund.spentShare, leftToGive);
  return { soFar, taken, given, givenBefore };
}

export const total = ({ refunds }: Pick<Before, 'refunds'>, of: 'takenBack' | 'givenBack'): number =>
  refunds.reduce((sum, refund) => sum + refund[of], 0);

const newDebtOf = (
  entries: readonly { kind: string; debt: number; source: { id: string } }[],
  refundId: string,
): number =>
  entries
    .filter(({ kind, source }) => kind === 'debt' && source.id === refundId)
    .reduce((sum, { debt }) => sum + debt, 0);
