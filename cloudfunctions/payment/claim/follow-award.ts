import type { MemberId, OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { awardFirstOrder, isInTeam, leaderAtSale } from '../../leader/team/record-order';
import { followPerson } from '../../referral/join/load-inviter';
import { decideFirstPayment, ownKeys, standsAsFirst } from './decide-first-payment';

type Order = DocumentOf<'orders'>;

/** Whether the first order of this member is somebody's award; nothing is written. */
export async function awaitsAward(
  transaction: TransactionStore,
  order: Order,
  memberId: MemberId,
): Promise<boolean> {
  if (!standsAsFirst(order)) return false;
  const member = await followPerson(transaction, await transaction.members.get(memberId));
  return member !== null && isInTeam(member);
}

/**
 * A first order is awarded to the leader of the payer's team in a transaction after the one of the payment: whether the two may be
 * one person is as many records as they have accounts (decision 0031). Without effect on an order that is not marked (`movesFirst`),
 * is not the first any more, or was awarded already; left half way the sweep does it again (move-first-order.ts).
 */
export async function followAward(
  { store, now }: { store: Pick<Store, 'transact'>; now: Instant },
  orderId: OrderId,
): Promise<void> {
  await store.transact(async (transaction) => {
    const order = await transaction.orders.require(orderId, 'order_not_found');
    const memberId = order.payer?.memberId ?? null;
    if (!order.movesFirst || memberId === null || !standsAsFirst(order)) return;
    const member = await followPerson(transaction, await transaction.members.get(memberId));
    if (member && isInTeam(member)) await awardIfFirst(transaction, order, member, now);
  });
}

/** The markers are the order's from now on, unless another one's order still counts. */
export async function awardIfFirst(
  transaction: TransactionStore,
  order: Order,
  member: DocumentOf<'members'>,
  now: Instant,
): Promise<void> {
  if (!order.payer) return;
  const keys = await ownKeys(transaction, order.payer, member._id);
  const { isFirst } = await decideFirstPayment(transaction, order, keys, order.claimId, now);
  if (!isFirst) return;
  const leaderId = await leaderAtSale(transaction, order._id, member);
  await awardFirstOrder(transaction, { orderId: order._id, memberId: member._id, leaderId, now });
}
