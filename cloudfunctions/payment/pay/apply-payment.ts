import { isRecipient, type MemberId, type OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { findMember } from '../../kit/person/find-member';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { Store, TransactionStore } from '../../kit/store/store';
import { decideFirstPayment, FirstMoves, ownKeys } from '../claim/decide-first-payment';
import { followMark, followPayment } from '../claim/follow-payment';
import { moveFirstOrder } from '../claim/move-first-order';
import { giveClaim, offerClaim } from '../claim/offer-claim';
import { orderPaidNotice } from '../notices/order-paid';
import { readPayer } from '../claim/read-payer';
import { hooksOf, runHooks } from './run-hooks';

type Order = DocumentOf<'orders'>;
type Claim = DocumentOf<'cardClaims'>;

interface Applying {
  store: Store;
  now: Instant;
}

/** Two first payments of one person at once: the loser comes again and finds the winner. */
const ATTEMPTS = 4;

/** Paid by somebody, and what that sets off is still to come. */
export const isUnapplied = ({ status, applied, payer }: Order): boolean =>
  status === 'paid' && !applied && payer !== null;

/**
 * The effects of a paid order, once, in one transaction: the coupon is redeemed, the first payment is decided, a payer
 * without a card gets the claim the matching rule gives, a member's hooks run; one of whoever is frozen gives what it gives a guest who
 * has a card already: nothing (`paidFrozen`, also when it comes back). An order nobody paid for by name (cash,
 * code not scanned) waits until somebody attaches.
 */
export async function applyPayment({ store, now }: Applying, orderId: OrderId): Promise<Order> {
  for (let attempt = 1; ; attempt += 1) {
    const order = await store.orders.require(orderId, 'order_not_found');
    if (!isUnapplied(order) || !order.payer) return order;
    const memberId = order.payer.memberId ?? (await memberNow(store, order.payer));
    const claim = memberId ? null : await offerClaim(store, order, now);
    try {
      if (await store.transact((transaction) => applyIn(transaction, orderId, memberId, claim, now)))
        await followPayment({ store, now }, orderId);
      return await store.orders.require(orderId, 'order_not_found');
    } catch (error) {
      if (!(error instanceof Duplicate || error instanceof FirstMoves) || attempt >= ATTEMPTS) throw error;
      if (error instanceof FirstMoves) await moveFirstOrder({ store, now }, error.orderId);
    }
  }
}

/** The payer may have joined between paying and now: then the payment is a member's. */
async function memberNow(store: Store, payer: NonNullable<Order['payer']>): Promise<MemberId | null> {
  return (await findMember(store, payer)).memberId;
}

/**
 * @returns whether something for a leader or an invite is to follow
 * @throws Duplicate when a rival decided the same first payment; FirstMoves when an earlier order may be it
 */
async function applyIn(
  transaction: TransactionStore,
  orderId: OrderId,
  memberId: MemberId | null,
  claim: Claim | null,
  now: Instant,
): Promise<boolean> {
  const read = await transaction.orders.require(orderId, 'order_not_found');
  if (!isUnapplied(read) || !read.payer) return false;
  const payer = { ...read.payer, memberId };
  const { member, paidFrozen } = await readPayer(transaction, memberId);
  const order = { ...read, payer, paidFrozen };
  const claimId = claim?._id ?? null;
  const keys = await ownKeys(transaction, payer, memberId);
  const { isFirst, moves } = await decideFirstPayment(transaction, order, keys, claimId, now);
  if (moves !== null) throw new FirstMoves(moves);
  const given = isFirst && !memberId ? claim : null;
  const lines = memberId
    ? await runHooks(hooksOf(order), transaction, { order, memberId, member, isFirst, now })
    : await giveClaim(transaction, given);
  tellPayer(transaction, order, memberId, now);
  const mark = await followMark(transaction, order, { memberId, isFirst, now });
  await transaction.orders.update(orderId, {
    payer,
    paidFrozen,
    applied: true,
    ...mark,
    claimId: given?._id ?? null,
    receipts: [...order.receipts, ...lines],
  });
  return mark.movesFirst;
}

/** A person is told by their member, so that they find it in their inbox; who has none, by their openid. */
function tellPayer(
  transaction: TransactionStore,
  { _id, payer }: Order,
  memberId: MemberId | null,
  now: Instant,
): void {
  const recipient = memberId ?? payer?.key;
  if (isRecipient(recipient)) transaction.remind(orderPaidNotice(_id, recipient, now));
}
