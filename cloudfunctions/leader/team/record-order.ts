import type { MemberId, OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { readMember } from '../../kit/identity/find-member';
import type { TransactionStore } from '../../kit/store/store';
import { readOwnTeam } from '../figures/read-own-team';
import { firstOrderId, orderCredits, voided } from './credit';

/**
 * A member paid: they are active, and a first order is credited to the leader of their team. Part of the transaction that
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
  await transaction.leaderCredits.insert(
    ...orderCredits({ ...paid, memberId: member._id, leaderId, attribution }),
  );
}

/** All the money of a first order is back: it is nobody's credit any more. */
export async function withdrawOrder(transaction: TransactionStore, orderId: OrderId): Promise<void> {
  const order = await transaction.leaderCredits.get(firstOrderId(orderId));
  if (!order) return;
  await transaction.leaderCredits.update(order._id, voided(order, 'refund'));
  for (const id of order.conversions) {
    const converted = await transaction.leaderCredits.get(id);
    if (converted) await transaction.leaderCredits.update(id, voided(converted, 'refund'));
  }
}
