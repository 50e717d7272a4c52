import type { Fen } from '../../../contracts/primitives/fen';
import { chinaDateOf } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { mayActAs } from '../../kit/host/roles';
import { keysOf } from '../../kit/person/find-member';
import { readPersons } from '../../kit/person/read-persons';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { dayAfter, daysTogether, EMPTY_DAY, limitAbove, type CounterAct } from './limits';
import { reviewUntil } from './review';

export type Review = DocumentOf<'counterReviews'>;
type CounterDays = DocumentOf<'counterDays'>;
export type Act = Pick<Review, '_id' | 'kind'> &
  Partial<Pick<Review, 'method' | 'cause' | 'reason' | 'lines'>> & {
    amountFen: Fen;
    /** The payer's tier spares it a second person; it is counted all the same. */
    spared?: boolean;
  };

/**
 * What the clerk did today, as a person: all their accounts together. The first of these is counted to, so that two accounts at once
 * find each other; what another counted before they were known to be one stays where it is.
 */
async function readDay(transaction: TransactionStore, { store, staff, now }: WriteCall<'clerk'>) {
  const day = chinaDateOf(now);
  const accounts = (await readPersons(store)).namesOf(staff._id);
  const days: CounterDays[] = [];
  for (const staffId of accounts) {
    const _id = `${day}:${staffId}`;
    days.push((await transaction.counterDays.get(_id)) ?? { _id, day, staffId, ...EMPTY_DAY });
  }
  const [first] = days;
  if (!first) throw new Error('a person without an account');
  return { first, whole: days.reduce(daysTogether, EMPTY_DAY) };
}

/**
 * Counts an act to the clerk's day, in the transaction that does it; or, when that goes above a limit, writes it down for a second
 * person instead. The owner answers to nobody. Null: the act is done now.
 */
export async function requestReview(
  transaction: TransactionStore,
  call: WriteCall<'clerk'>,
  order: DocumentOf<'orders'>,
  { spared = false, ...act }: Act,
): Promise<Review | null> {
  const { staff, now } = call;
  const counted: CounterAct = { kind: act.kind === 'cash' ? 'cash' : 'refund', amountFen: act.amountFen };
  const { first, whole } = await readDay(transaction, call);
  const isLimited = !spared && !mayActAs(staff.roles, 'owner');
  const why = isLimited ? limitAbove(whole, counted, call.settings.counterRules) : null;
  if (why === null) {
    await transaction.counterDays.replace({ ...first, ...dayAfter(first, counted) });
    return null;
  }
  const review: Review = {
    method: null,
    cause: null,
    reason: null,
    lines: null,
    ...act,
    orderId: order._id,
    storeId: order.storeId,
    storeName: order.storeName,
    attempt: order.attempt,
    why,
    staffId: staff._id,
    staffName: staff.name,
    keys: [...new Set([staff._id, ...keysOf(call.caller)])],
    status: 'waiting',
    createdAt: now,
    expiresAt: reviewUntil(act.kind, now),
    decided: null,
  };
  await transaction.counterReviews.insert(review);
  await recordAudit(transaction, call, {
    action: 'payment.requestReview',
    subjectId: review._id,
    storeId: order.storeId,
    amountFen: act.amountFen,
    reason: act.reason ?? null,
    detail: { orderId: order._id, kind: act.kind },
    after: { status: review.status },
  });
  return review;
}
