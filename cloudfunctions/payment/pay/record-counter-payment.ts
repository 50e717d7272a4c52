import { refuse } from '../../../contracts/errors';
import type { Fen } from '../../../contracts/primitives/fen';
import type { OrderId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import { keysOf } from '../../kit/person/find-member';
import { cashReviewIdFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { requestReview, type Review } from '../counter/request-review';
import { reviewStateOf, viewReview } from '../counter/review';
import { payableOf, viewStoreOrder } from '../quote/order';
import { plainQuote } from '../quote/quote';
import { applyPayment } from './apply-payment';
import { takeCash } from './take-cash';

type Order = DocumentOf<'orders'>;
type Call = WriteCall<'clerk'>;

interface Taken {
  orderId: OrderId;
  method: 'cash' | 'other';
  expectedFen: Fen | null;
}

/**
 * The clerk took the money: what the payer agreed to pay at the counter, or the whole bill when nobody scanned it. Above the
 * clerk's limit of the day it waits for a second person.
 * @throws TuankaError bill_own when the payer is whoever opened it or takes the money; order_expired, order_closed, order_already_paid, payment_in_progress
 */
export async function recordCounterPayment(call: Call, taken: Taken) {
  const { store, staff, now } = call;
  const review = await store.transact((transaction) => takeOrAsk(transaction, call, taken));
  const order = await applyPayment(call, taken.orderId);
  return { order: viewStoreOrder(order, [], now), review: review && viewReview(review, staff._id, now) };
}

/** Null: it is taken. */
async function takeOrAsk(
  transaction: TransactionStore,
  call: Call,
  { orderId, method, expectedFen }: Taken,
): Promise<Review | null> {
  const { caller, staff, requestId, now } = call;
  const order = await transaction.orders.require(orderId, 'order_not_found');
  call.atStore(order.storeId);
  if (order.status === 'paid' && order.method === method) return null;
  refuseUnpayable(order, call);
  const earlier = order.reviewId === null ? null : await transaction.counterReviews.get(order.reviewId);
  if (earlier && isSame(earlier, order, now)) return earlier;
  const amountFen = payableOf({ ...order, agreed: order.agreed ?? plainQuote(order.items) });
  // The payer may have chosen anew on their phone: what is in the till is what the clerk was shown.
  if (expectedFen !== null && expectedFen !== amountFen) throw refuse('quote_changed');
  const act = { _id: cashReviewIdFor(orderId, requestId), kind: 'cash' as const, amountFen, method };
  const review = await requestReview(transaction, call, order, act);
  if (!review) {
    await takeCash(transaction, call, order, {
      method,
      by: { staffId: staff._id, keys: keysOf(caller) },
    });
    return null;
  }
  // The shopper waits at the counter: the bill lasts as long as the answer may.
  const expiresAt = order.expiresAt > review.expiresAt ? order.expiresAt : review.expiresAt;
  await transaction.orders.update(orderId, { reviewId: review._id, expiresAt });
  return review;
}

/** It waits already, for the same that is agreed now. */
const isSame = (review: Review, { attempt }: Order, now: Order['createdAt']): boolean =>
  reviewStateOf(review, now) === 'waiting' && review.attempt === attempt;

function refuseUnpayable(order: Order, { now }: Call): void {
  if (order.status === 'paid') throw refuse('order_already_paid');
  if (order.status === 'cancelled') throw refuse('order_closed');
  if (order.status === 'awaiting_payment' && !order.atCounter) throw refuse('payment_in_progress');
  if (now >= order.expiresAt) throw refuse('order_expired');
}
