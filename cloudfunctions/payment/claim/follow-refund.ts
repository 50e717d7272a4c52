import type { OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { isAwarded, withdrawOrder } from '../../leader/team/record-order';
import { awaitsSharedPoints, followSharedPoints } from '../../points/orders/follow-shared-points';
import { isInviteOrder, reverseFirstOrder } from '../../referral/reward/record-first-order';
import { payableOf } from '../quote/order';
import { standsAsFirst } from './decide-first-payment';

type Order = DocumentOf<'orders'>;

/** What a refund takes back besides what stands on the order and in the payer's own books. */
export interface FollowedRefund {
  award: boolean;
  invite: boolean;
  /** Points of a third who was one with the payer. */
  points: boolean;
}

/** Of the order whose money is back now; nothing is written. Null: nobody was given anything for it. */
export async function awaitsFollowing(
  transaction: TransactionStore,
  order: Order,
): Promise<FollowedRefund | null> {
  const memberId = order.payer?.memberId ?? null;
  if (memberId === null) return null;
  const member = await transaction.members.get(memberId);
  const invite = await isInviteOrder(transaction, { memberId, member, orderId: order._id });
  const award = !standsAsFirst(order) && (await isAwarded(transaction, order._id));
  const points = await awaitsSharedPoints(transaction, order);
  return award || invite || points ? { award, invite, points } : null;
}

/**
 * Takes back what a first order gave to the leader and to whoever invited the payer, each in a transaction of its own after that of
 * the refund (decision 0031), which marks the order (`movesFirst`): left half way the sweep does it again (move-first-order.ts).
 */
export async function followRefund(
  { store, now }: { store: Pick<Store, 'transact' | 'orders'>; now: Instant },
  orderId: OrderId,
  { award, invite, points }: FollowedRefund,
): Promise<void> {
  if (award) await store.transact((transaction) => withdrawAward(transaction, orderId));
  if (invite) await store.transact((transaction) => reverseInvite(transaction, orderId, now));
  if (points)
    await followSharedPoints({ store, now }, await store.orders.require(orderId, 'order_not_found'));
}

/** Without effect while the order counts, or where it was nobody's award. */
async function withdrawAward(transaction: TransactionStore, orderId: OrderId): Promise<void> {
  const order = await transaction.orders.require(orderId, 'order_not_found');
  if (!standsAsFirst(order))
    await withdrawOrder(transaction, orderId, order.ownBillHeld ? 'own_bill' : 'refund');
}

/** Without effect unless the order was the invite's. */
async function reverseInvite(transaction: TransactionStore, orderId: OrderId, now: Instant): Promise<void> {
  const order = await transaction.orders.require(orderId, 'order_not_found');
  const memberId = order.payer?.memberId ?? null;
  if (memberId === null) return;
  const member = await transaction.members.get(memberId);
  const isHeld = order.ownBillHeld;
  const leftFen = isHeld ? 0 : Math.max(0, payableOf(order) - order.refundedFen);
  const lines = await reverseFirstOrder(transaction, { memberId, member, orderId, leftFen, isHeld, now });
  if (lines.length > 0) await transaction.orders.update(orderId, { receipts: [...order.receipts, ...lines] });
}
