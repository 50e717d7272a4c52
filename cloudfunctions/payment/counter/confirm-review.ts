import { refuse } from '../../../contracts/errors';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { mayActAs } from '../../kit/host/roles';
import { keysOf } from '../../kit/person/find-member';
import { readSameness } from '../../kit/person/read-sameness';
import { readWorkplace } from '../../kit/staff/open-store-guard';
import { worksAt } from '../../kit/staff/store-scope';
import type { TransactionStore } from '../../kit/store/store';
import { openPayClient } from '../../kit/wechat/pay-client';
import { takeCash } from '../pay/take-cash';
import { applyPayment } from '../pay/apply-payment';
import { payableOf } from '../quote/order';
import { plainQuote } from '../quote/quote';
import { recordRefund } from '../refund/record-refund';
import { recordLineRefund } from '../refund/record-line-refund';
import { sendRefund } from '../refund/send-refund';
import { refundIdOf } from './review-id';
import type { Review } from './request-review';
import { reviewStateOf, viewReview } from './review';

type Call = WriteCall<'clerk'>;

/**
 * A second person confirms: what the first asked for is done, as it was asked, in the transaction that says so. Two who confirm at once,
 * or one who does again, find it done.
 * @throws TuankaError review_own, review_expired, review_rejected, review_asker_left, and what the act refuses
 */
export async function confirmReview(call: Call, { reviewId }: { reviewId: string }) {
  const { store, staff, now } = call;
  const review = await store.transact((transaction) => confirm(transaction, call, reviewId));
  if (review.status === 'confirmed') await finish(call, review);
  return { review: viewReview(review, staff._id, now) };
}

async function confirm(transaction: TransactionStore, call: Call, reviewId: string): Promise<Review> {
  const { now, staff, caller } = call;
  const review = await transaction.counterReviews.require(reviewId, 'review_not_found');
  call.atStore(review.storeId);
  if (review.status === 'confirmed' || review.status === 'ended') return review;
  if (review.status === 'rejected') throw refuse('review_rejected');
  if (reviewStateOf(review, now) === 'expired') throw refuse('review_expired');
  const keys = [...new Set([staff._id, ...keysOf(caller)])];
  const sameness = await readSameness(
    transaction,
    { memberIds: [], keys: review.keys },
    { memberIds: [], keys },
  );
  if (sameness !== 'different') throw refuse('review_own', sameness);
  if (!(await isStillThere(transaction, call, review))) throw refuse('review_asker_left');
  const isDone = await doAsAsked(transaction, call, review, keys);
  const status = isDone ? ('confirmed' as const) : ('ended' as const);
  const decided = { staffId: staff._id, name: staff.name, at: now };
  await transaction.counterReviews.update(reviewId, { status, decided });
  await recordAudit(transaction, call, {
    action: 'payment.confirmReview',
    subjectId: reviewId,
    storeId: review.storeId,
    amountFen: review.amountFen,
    before: { status: 'waiting' },
    after: { status },
    detail: { orderId: review.orderId, kind: review.kind, requestedBy: review.staffId },
  });
  return { ...review, status, decided };
}

/** Whether who asked is a clerk of that store still, and might do it within the limits. */
async function isStillThere(
  transaction: TransactionStore,
  { store }: Call,
  { staffId, storeId }: Review,
): Promise<boolean> {
  const asker = await transaction.staff.get(staffId);
  if (!asker || !mayActAs(asker.roles, 'clerk')) return false;
  return worksAt(await readWorkplace(store, asker), storeId);
}

/** False: what was agreed is no longer so, and nothing is done. */
async function doAsAsked(
  transaction: TransactionStore,
  call: Call,
  review: Review,
  keys: readonly string[],
): Promise<boolean> {
  const order = await transaction.orders.require(review.orderId, 'order_not_found');
  const by = { staffId: review.staffId, keys: [...review.keys, ...keys] };
  if (review.kind === 'cash') {
    const payableFen = payableOf({ ...order, agreed: order.agreed ?? plainQuote(order.items) });
    const isAgreed = order.attempt === review.attempt && payableFen === review.amountFen;
    if (order.status === 'paid' || order.status === 'cancelled' || !isAgreed) return false;
    await takeCash(transaction, call, order, { method: review.method ?? 'cash', by });
    return true;
  }
  const facts = {
    refundId: refundIdOf(review._id),
    amountFen: review.amountFen,
    cause: review.cause ?? 'other',
    reason: review.reason ?? '',
    by: review.staffId,
    now: call.now,
  };
  if (await transaction.refunds.get(facts.refundId)) return true;
  if (review.lines) await recordLineRefund(transaction, call, order, review.lines, facts);
  else await recordRefund(transaction, call, order, facts);
  return true;
}

/** What follows a commit, done again by whoever confirms again and by the sweep. */
async function finish({ store, now, settings: { orderRules } }: Call, review: Review): Promise<void> {
  if (review.kind === 'cash') await applyPayment({ store, now }, review.orderId);
  else await sendRefund({ store, pay: openPayClient(), settings: orderRules, now }, refundIdOf(review._id));
}
