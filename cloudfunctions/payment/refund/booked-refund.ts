import type { StoreOrderView } from '../../../contracts/payment/payment';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';

/** A refund in the books: which word about it counts, what it holds of its order, when it is looked at next. Pure. */
type Status = StoreOrderView['refunds'][number]['state'];

/** What is said about a refund: by WeChat (its answer, its notice, a query), or by the operator (`handled`). */
export type RefundWord = 'processing' | 'succeeded' | 'abnormal' | 'closed' | 'handled';

/** The note of a refund that WeChat took and closed itself: its number is used up. */
export const CLOSED_BY_WECHAT = 'CLOSED';

export const OPEN_REFUND: readonly Status[] = ['pending', 'processing', 'abnormal'];
export const isOpenRefund = (status: Status): boolean => OPEN_REFUND.includes(status);

/**
 * The status after such a word; null: it changes nothing. Money that left WeChat always counts, however late it is told and
 * whatever was thought before; nothing else reopens what has ended, but a stuck refund that was taken for closed.
 */
export function statusAfter(from: Status, word: RefundWord): Status | null {
  if (from === word) return null;
  switch (from) {
    case 'succeeded':
      return null;
    case 'handled':
      return word === 'succeeded' ? word : null;
    case 'closed':
      return word === 'processing' ? null : word;
    case 'pending':
    case 'processing':
    case 'abnormal':
      return word;
  }
}

/** Set aside on the order: neither back nor free to be refunded again. */
const isHeld = (status: Status): boolean => isOpenRefund(status);
/** The payer has the money. */
export const isBack = (status: Status): boolean => status === 'succeeded' || status === 'handled';

interface Amounts {
  refundedFen: Fen;
  refundingFen: Fen;
  surplusBackFen: Fen;
}

/** What the order says after one of its refunds went from one status to another. */
export function amountsAfter(
  order: Amounts,
  refund: { kind: 'order' | 'surplus'; amountFen: Fen; status: Status },
  status: Status,
): Amounts {
  const change = (is: (status: Status) => boolean): number =>
    refund.amountFen * (Number(is(status)) - Number(is(refund.status)));
  if (refund.kind === 'surplus')
    return {
      refundedFen: order.refundedFen,
      refundingFen: order.refundingFen,
      surplusBackFen: fen(order.surplusBackFen + change(isBack)),
    };
  return {
    refundedFen: fen(order.refundedFen + change(isBack)),
    refundingFen: fen(order.refundingFen + change(isHeld)),
    surplusBackFen: order.surplusBackFen,
  };
}

/** Answers in a row that told nothing, after which somebody should look. */
export const FAILURES_SHOWN = 5;
const LONGEST_WAIT_MS = 6 * HOUR_MS;

/** 1, 2, 4 … minutes after the failures so far, six hours at most. */
export const retryAt = (failures: number, now: Instant): Instant =>
  addMs(now, Math.min(LONGEST_WAIT_MS, MINUTE_MS * 2 ** Math.min(failures - 1, 16)));

const FIRST_ASKED_MS = 10 * MINUTE_MS;

/** When WeChat is asked again about a refund it has taken: rarely, in case its notice is lost. Null: it has ended. */
export function askedNextAt(status: Status, createdAt: Instant, now: Instant): Instant | null {
  switch (status) {
    case 'pending':
      return now;
    case 'processing':
      return addMs(now, Math.min(LONGEST_WAIT_MS, Math.max(FIRST_ASKED_MS, now - createdAt)));
    case 'abnormal':
      // People mend it in the merchant platform; then it ends like any other.
      return addMs(now, DAY_MS);
    case 'succeeded':
    case 'closed':
    case 'handled':
      return null;
  }
}

/** Whether somebody must look at a refund now that it is `status`: it is stuck, it is off, or it was given back twice. */
export function needsAttention(from: Status, status: Status, isOverdrawn: boolean): boolean {
  switch (status) {
    case 'abnormal':
    case 'closed':
      return true;
    case 'succeeded':
      return from === 'handled' || isOverdrawn;
    case 'pending':
    case 'processing':
    case 'handled':
      return false;
  }
}

/** A refund as it is booked: nothing was asked of WeChat yet, and asking is due at once. */
export const freshlyBooked = (now: Instant) => ({
  lines: null,
  pointsShare: null,
  status: 'pending' as const,
  note: null,
  submits: 0,
  failures: 0,
  attentionAt: null,
  handled: null,
  createdAt: now,
  endedAt: null,
  acceptedAt: null,
  checkAt: now,
});
