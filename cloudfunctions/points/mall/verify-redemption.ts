import { refuse } from '../../../contracts/errors';
import { isRedemptionId, type RedemptionId } from '../../../contracts/primitives/ids';
import type { PickupCode } from '../../../contracts/primitives/codes/pickup-code';
import { recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { verifyThawed } from '../../kit/person/verify-thawed';
import { viewRedemption } from '../wallet/view';

/** @throws TuankaError redemption_not_found */
function idOf(code: PickupCode): RedemptionId {
  const id = `rdm_${code}`;
  if (!isRedemptionId(id)) throw refuse('redemption_not_found');
  return id;
}

/** What a clerk sees before giving it out. @throws TuankaError redemption_not_found */
export async function lookUpRedemption(
  { store, now, atStore }: ReadCall<'clerk'>,
  { code }: { code: PickupCode },
) {
  const redemption = await store.redemptions.require(idOf(code), 'redemption_not_found');
  atStore(redemption.storeId);
  const member = await store.members.get(redemption.memberId);
  if (member?.frozen) throw refuse('owner_frozen');
  return {
    redemption: viewRedemption(redemption),
    holder: { nickname: member?.nickname ?? null, phone: member?.phone?.masked ?? null },
    now,
  };
}

/**
 * 核销, 7 database calls: of two clerks who type the same code one gives it out. The request that did it gets its answer
 * again.
 * @throws TuankaError redemption_not_found, redemption_done, redemption_cancelled, owner_frozen
 */
export async function verifyRedemption(call: WriteCall<'clerk'>, { code }: { code: PickupCode }) {
  const { store, staff, requestId, now, atStore } = call;
  const redemption = await store.transact(async (transaction) => {
    const current = await transaction.redemptions.require(idOf(code), 'redemption_not_found');
    atStore(current.storeId);
    if (current.done?.requestId === requestId && current.done.staffId === staff._id) return current;
    if (current.status === 'done') throw refuse('redemption_done', current._id);
    if (current.status === 'cancelled') throw refuse('redemption_cancelled', current._id);
    await verifyThawed(transaction, [current.memberId]);
    const done = { at: now, staffId: staff._id, requestId };
    await transaction.redemptions.update(current._id, { status: 'done', done });
    await recordAudit(transaction, call, {
      action: 'points.verifyRedemption',
      subjectId: current._id,
      storeId: current.storeId,
      points: current.points,
      before: { status: current.status },
      after: { status: 'done' },
      detail: { rewardId: current.rewardId, quantity: current.quantity, memberId: current.memberId },
    });
    return { ...current, status: 'done' as const, done };
  });
  return { redemption: viewRedemption(redemption) };
}
