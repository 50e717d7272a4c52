import type { MemberId, OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { readMember } from '../../kit/person/find-member';
import type { TransactionStore } from '../../kit/store/store';
import { readOwnTeam } from '../figures/read-own-team';
import { firstOrderId, orderAwards, voided } from './award';

/**
 * A member paid: they are active, and a first order is awarded to the leader of their team. Part of the transaction that
 * settles the order, so it happens once.
 */
export async function recordOrder(
  transaction: TransactionStore,
  paid: { orderId: OrderId; memberId: MemberId; isFirst: boolean; now: Instant },
): Promise<void> {
  const member = await readMember(transaction, paid.memberId, 'internal');
  await transaction.members.update(member._id, { activeAt: paid.now });
  if (!paid.isFirst) return;
  const { leaderId, attribution } = member;
  if (await readOwnTeam(transaction, member, leaderId)) return;
  await transaction.leaderAwards.insert(
    ...orderAwards({ ...paid, memberId: member._id, leaderId, attribution }),
  );
}

/** All the money of a first order is back: it is nobody's award any more. */
export async function withdrawOrder(transaction: TransactionStore, orderId: OrderId): Promise<void> {
  const order = await transaction.leaderAwards.get(firstOrderId(orderId));
  if (!order) return;
  await transaction.leaderAwards.update(order._id, voided(order, 'refund'));
  for (const id of order.conversions) {
    const converted = await transaction.leaderAwards.get(id);
    if (converted) await transaction.leaderAwards.update(id, voided(converted, 'refund'));
  }
}
