import { fen } from '../../../contracts/primitives/fen';
import type { MemberId, OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { bindReferral } from '../../referral/join/bind-referral';
import { followPerson } from '../../referral/join/load-inviter';
import { awaitsInviteOrder, recordFirstOrder } from '../../referral/reward/record-first-order';
import { payableOf } from '../quote/order';
import { standsAsFirst } from './decide-first-payment';
import { awaitsAward, followAward } from './follow-award';

type Order = DocumentOf<'orders'>;

/**
 * What an order gives to whoever invited the payer: in a transaction after the one of the payment, because all of it together is more
 * than one may hold (decision 0031); the award of a first order before it (follow-award.ts). The order is marked in that one
 * (`movesFirst`); where the rest did not come the sweep finds the mark (move-first-order.ts).
 */
interface Following {
  store: Pick<Store, 'transact'>;
  now: Instant;
}

const paidOf = (order: Order, now: Instant) => ({
  paidFen: fen(payableOf(order) - order.refundedFen),
  paidAt: order.paidAt ?? now,
});

/** The mark for a payment that becomes this member's in this transaction: what follows it. */
export async function followMark(
  transaction: TransactionStore,
  order: Order,
  { memberId, isFirst, now }: { memberId: MemberId | null; isFirst: boolean; now: Instant },
): Promise<Pick<Order, 'movesFirst' | 'checkAt'>> {
  const movesFirst =
    order.movesFirst ||
    (memberId !== null &&
      !order.paidFrozen &&
      ((isFirst && (await awaitsAward(transaction, order, memberId))) ||
        (await awaitsInviteOrder(transaction, { memberId, ...paidOf(order, now) }))));
  return { movesFirst, checkAt: movesFirst ? now : null };
}

/** Without effect on an order that is not marked, or was followed already. */
export async function followPayment({ store, now }: Following, orderId: OrderId): Promise<void> {
  await followAward({ store, now }, orderId);
  const isDone = await store.transact((transaction) => bindOrReward(transaction, orderId, now));
  if (!isDone) await store.transact((transaction) => bindOrReward(transaction, orderId, now));
}

/** @returns whether that is all: within the minute of joining the attribution is written down first */
async function bindOrReward(transaction: TransactionStore, orderId: OrderId, now: Instant): Promise<boolean> {
  const order = await transaction.orders.require(orderId, 'order_not_found');
  const memberId = order.payer?.memberId ?? null;
  if (!order.movesFirst || memberId === null) return true;
  const member = await followPerson(transaction, await transaction.members.get(memberId));
  if (member?.inviteState === 'due') {
    await bindReferral(transaction, member._id, now);
    return false;
  }
  const receipts = await rewardedBy(transaction, order, memberId, now);
  // Money that came back meanwhile has marked it, too: who is first now is for whoever follows that.
  const isWhole = order.refundedFen === 0 && order.undoneAt === null && !order.ownBillHeld;
  const patch = { ...(receipts && { receipts }), ...(isWhole && { movesFirst: false, checkAt: null }) };
  if (receipts || isWhole) await transaction.orders.update(orderId, patch);
  return true;
}

/** Without effect where the invite has its order, or this one does not qualify. @returns the receipts with its line */
async function rewardedBy(
  transaction: TransactionStore,
  order: Order,
  memberId: MemberId,
  now: Instant,
): Promise<Order['receipts'] | null> {
  if (!standsAsFirst(order)) return null;
  const paid = { memberId, orderId: order._id, ...paidOf(order, now), now };
  const lines = await recordFirstOrder(transaction, paid);
  return lines.length > 0 ? [...order.receipts, ...lines] : null;
}

/** An order that is found to be the invite's later, because another one is not any more. */
export async function becomeInvites(
  transaction: TransactionStore,
  orderId: OrderId,
  now: Instant,
): Promise<void> {
  const order = await transaction.orders.require(orderId, 'order_not_found');
  const memberId = order.payer?.memberId ?? null;
  const receipts = memberId === null ? null : await rewardedBy(transaction, order, memberId, now);
  if (receipts) await transaction.orders.update(orderId, { receipts });
}
