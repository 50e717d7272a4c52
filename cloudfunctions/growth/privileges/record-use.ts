import type { SoldPrivilege } from '../../../contracts/growth/privilege';
import type { MemberId, OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { periodOf } from '../rules/privileges';

interface Use {
  memberId: MemberId;
  orderId: OrderId;
  sold: SoldPrivilege;
  /** Fen of a price, points on top, fen given back. */
  worth: number;
  now: Instant;
}

const useIdOf = (orderId: OrderId, privilegeId: string): string => `order:${orderId}:${privilegeId}`;

/** That an order made use of a privilege, in the transaction that applies it; one call. @param named where there may be several with one order */
export const recordUse = (
  transaction: TransactionStore,
  { memberId, orderId, sold, worth, now }: Use,
  named: string | null = null,
): Promise<unknown> =>
  transaction.privilegeUses.insert({
    _id: named ?? useIdOf(orderId, sold.id),
    memberId,
    privilegeId: sold.id,
    kind: sold.kind,
    name: sold.name,
    tier: sold.tier,
    period: periodOf(null, now),
    value: sold.value,
    worth,
    orderId,
    by: null,
    requestId: null,
    at: now,
    undoneAt: null,
  });

/** The order came back whole: what its privileges were worth was nothing. */
export async function withdrawUses(
  transaction: TransactionStore,
  orderId: OrderId,
  sold: readonly SoldPrivilege[],
  now: Instant,
): Promise<void> {
  for (const { id } of sold) {
    const use = await transaction.privilegeUses.get(useIdOf(orderId, id));
    if (use?.undoneAt === null) await transaction.privilegeUses.replace({ ...use, undoneAt: now });
  }
}
