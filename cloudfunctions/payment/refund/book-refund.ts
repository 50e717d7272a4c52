import { isRecipient } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { OrderRules } from '../../kit/config/settings';
import { refundIdFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { orderRefundedNotice } from '../notices/order-refunded';
import { payableOf } from '../quote/order';
import {
  amountsAfter,
  askedNextAt,
  CLOSED_BY_WECHAT,
  isBack,
  needsAttention,
  retryAt,
  statusAfter,
  type RefundWord,
} from './booked-refund';
import { applyPayment, isUnapplied } from '../pay/apply-payment';
import { awaitsFollowing, followRefund, type FollowedRefund } from '../claim/follow-refund';
import { hasGiftsLeft } from './line-refund';
import { readLinesBack } from './read-lines-back';
import { takeBack } from './take-back';

type Order = DocumentOf<'orders'>;
type Refund = DocumentOf<'refunds'>;

interface Booking {
  store: Store;
  settings: OrderRules;
  now: Instant;
  /** When WeChat took it, as far as it said so. */
  acceptedAt?: Instant | null;
}

/**
 * A word about a refund, whoever tells it first (WeChat's answer, its notice, a query, the operator): what it holds and
 * what is back is booked on the order with the status, in one transaction, so each counts once. Money that is back takes
 * back what the payment gave, and tells the payer; a surplus that WeChat closed goes on under a new number.
 * @param seen as the caller found it
 * @param note WeChat's code for `closed`; what the operator wrote for `handled`
 */
export async function bookRefund(
  call: Booking & { staffId?: string },
  seen: Refund,
  word: RefundWord,
  note: string | null,
): Promise<void> {
  if (seen.status === word) return askAgainLater(call, seen);
  if (statusAfter(seen.status, word) === null) return;
  return bookToldRefund(call, seen._id, word, note);
}

/** The same for whoever has not read it: all of it is found in the transaction. */
export async function bookToldRefund(
  call: Booking & { staffId?: string },
  refundId: Refund['_id'],
  word: RefundWord,
  note: string | null,
): Promise<void> {
  const { store, now } = call;
  const first = await store.transact((transaction) => book(transaction, call, refundId, word, note));
  // What the payment gave comes before what the refund takes back.
  if (first.next === 'apply') await applyPayment({ store, now }, first.orderId);
  const { next, orderId } =
    first.next === 'apply'
      ? await store.transact((transaction) => bookInTransaction(transaction, call, refundId, word, note))
      : first;
  if (next !== null && next !== 'apply') await followRefund({ store, now }, orderId, next);
}

/** What comes after a booking; `apply`: nothing is done yet. */
interface Booked {
  next: FollowedRefund | 'apply' | null;
  orderId: Order['_id'];
}

async function book(
  transaction: TransactionStore,
  call: Omit<Booking, 'store'>,
  refundId: Refund['_id'],
  word: RefundWord,
  note: string | null,
): Promise<Booked> {
  const refund = await transaction.refunds.require(refundId, 'order_not_found');
  if (refund.status === word) {
    await transaction.refunds.update(refundId, askedAgain(refund, call.now));
    return { next: null, orderId: refund.orderId };
  }
  if (statusAfter(refund.status, word) === null) return { next: null, orderId: refund.orderId };
  const order = await transaction.orders.require(refund.orderId, 'order_not_found');
  if (refund.kind === 'order' && isUnapplied(order)) return { next: 'apply', orderId: order._id };
  return bookRead(transaction, call, { refund, order }, word, note);
}

const askAgainLater = async ({ store, now }: Booking, refund: Refund): Promise<void> =>
  void (await store.refunds.updateIf(refund._id, { status: refund.status }, askedAgain(refund, now)));

const askedAgain = ({ status, createdAt }: Refund, now: Instant) => ({
  failures: 0,
  checkAt: askedNextAt(status, createdAt, now),
});

export async function bookInTransaction(
  transaction: TransactionStore,
  call: Omit<Booking, 'store'> & { staffId?: string },
  refundId: Refund['_id'],
  word: RefundWord,
  note: string | null,
): Promise<Booked> {
  const refund = await transaction.refunds.require(refundId, 'order_not_found');
  if (statusAfter(refund.status, word) === null) return { next: null, orderId: refund.orderId };
  const order = await transaction.orders.require(refund.orderId, 'order_not_found');
  return bookRead(transaction, call, { refund, order }, word, note);
}

/** @param read both in this transaction */
async function bookRead(
  transaction: TransactionStore,
  { settings, now, staffId, acceptedAt = null }: Omit<Booking, 'store'> & { staffId?: string },
  { refund, order }: { refund: Refund; order: Order },
  word: RefundWord,
  note: string | null,
): Promise<Booked> {
  const status = statusAfter(refund.status, word);
  if (status === null) return { next: null, orderId: order._id };
  const amounts = amountsAfter(order, refund, status);
  const isOverdrawn =
    refund.kind === 'order'
      ? amounts.refundedFen + amounts.refundingFen > payableOf(order)
      : amounts.surplusBackFen > order.surplusFen;
  const goesOn = refund.kind === 'surplus' && status === 'closed' ? successorOf(refund, now) : null;
  if (goesOn) await transaction.refunds.insert(goesOn);
  const isShown = goesOn === null && needsAttention(refund.status, status, isOverdrawn);
  await transaction.refunds.update(refund._id, {
    status,
    failures: 0,
    checkAt: askedNextAt(status, refund.createdAt, now),
    endedAt: isBack(status) || status === 'closed' ? now : null,
    acceptedAt: refund.acceptedAt ?? (isTakenBy(refund, word, note) ? (acceptedAt ?? now) : null),
    attentionAt: isShown ? (refund.attentionAt ?? now) : null,
    ...(word === 'handled' ? { handled: { note: note ?? '', staffId: staffId ?? '', at: now } } : { note }),
  });
  const isBackNow = isBack(status) && !isBack(refund.status);
  const given = isBackNow ? await giveBack(transaction, order, { ...refund, status }, settings, now) : {};
  await transaction.orders.update(order._id, { ...amounts, ...given });
  const follows = isBackNow && refund.kind === 'order';
  return {
    next: follows ? await awaitsFollowing(transaction, { ...order, ...amounts, ...given }) : null,
    orderId: order._id,
  };
}

/** Whatever WeChat says of a refund, it took it. What was never answered, or is handled elsewhere, it may not have. */
const isTakenBy = ({ method }: Refund, word: RefundWord, note: string | null): boolean =>
  method === 'wechat' && word !== 'handled' && (word !== 'closed' || note === CLOSED_BY_WECHAT);

/** What else changes on the order when the money is back, and the message to whoever paid. */
async function giveBack(
  transaction: TransactionStore,
  order: Order,
  refund: Refund,
  settings: OrderRules,
  now: Instant,
): Promise<Partial<Order>> {
  const memberId = order.payer?.memberId ?? null;
  const member = memberId === null ? null : await transaction.members.get(memberId);
  const recipient = memberId === null ? order.payer?.key : member && memberId;
  if (isRecipient(recipient)) transaction.remind(orderRefundedNotice(refund._id, recipient, now));
  const isAllBack = await isEverythingBack(transaction, order, refund);
  return takeBack(transaction, order, refund, { ...settings, member, isAllBack }, now);
}

/** Whether with this refund the payer has all of the money back and keeps nothing that a coupon or points paid for. */
async function isEverythingBack(
  transaction: TransactionStore,
  order: Order,
  { kind, amountFen, lines }: Refund,
): Promise<boolean> {
  if (kind === 'surplus' || order.refundedFen + amountFen < payableOf(order)) return false;
  // An amount without lines is for the order as a whole.
  if (lines === null || !hasGiftsLeft(order, lines)) return true;
  const before = await readLinesBack(transaction, order, ({ status }) => isBack(status));
  return !hasGiftsLeft(order, [...before, ...lines]);
}

/** WeChat closed it, and with it its number: the same money under the next one. */
export const successorOf = (refund: Refund, now: Instant): Refund => ({
  ...refund,
  _id: refundIdFor(refund.paymentId, `after-${refund._id}`),
  status: 'pending',
  note: CLOSED_BY_WECHAT,
  submits: 0,
  failures: refund.failures + 1,
  attentionAt: refund.attentionAt ?? now,
  handled: null,
  createdAt: now,
  endedAt: null,
  acceptedAt: null,
  checkAt: retryAt(refund.failures + 1, now),
});
