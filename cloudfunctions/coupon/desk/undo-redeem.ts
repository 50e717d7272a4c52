import { refuse } from '../../../contracts/errors';
import type { CouponId } from '../../../contracts/primitives/ids';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { UNDO_MS } from './desk';
import { undoneByClerk } from '../rules/lifecycle';
import { couponRevokedNotice } from '../notices/coupon-revoked';
import { returnedFacts } from '../facts/coupon-facts';
import { tellIfExpired } from '../facts/tell-if-expired';

/**
 * A clerk takes a redemption back within minutes, with a reason: the coupon is unused again, its clock unchanged.
 * @throws TuankaError coupon_not_found, coupon_undo_too_late (also of a closed account), coupon_redeemed_since when this redemption no longer counts
 */
export async function undoRedeem(
  call: WriteCall<'clerk'>,
  { couponId, turn, reason }: { couponId: CouponId; turn: number; reason: string },
) {
  const { store, now, requestId, atStore } = call;
  await store.transact(async (transaction) => {
    const coupon = await transaction.coupons.require(couponId, 'coupon_not_found');
    atStore(coupon.use?.storeId ?? null);
    const isUndone = coupon.turns === turn && coupon.use === null && coupon.restored !== null;
    if (isUndone) return;
    const change = undoneByClerk(coupon, turn, now);
    if (!change || !coupon.use) throw refuse('coupon_redeemed_since', couponId);
    // Of a closed account it stays used: there is nobody it could go back to.
    const isOwned = (await transaction.members.get(coupon.memberId)) !== null;
    if (!isOwned || now >= coupon.use.at + UNDO_MS) throw refuse('coupon_undo_too_late', couponId);
    const entry = { action: 'coupon.undoRedeem', subjectId: couponId };
    transaction.tell(...returnedFacts(coupon, change, now, auditIdFor(requestId, entry)));
    if (change.status === 'unused') await tellIfExpired(transaction, coupon, now);
    else await transaction.reminders.insert(couponRevokedNotice(coupon, now));
    await transaction.coupons.update(couponId, change);
    await recordAudit(transaction, call, {
      ...entry,
      storeId: coupon.use.storeId,
      reason,
      before: { status: 'used' },
      after: { status: 'unused' },
      detail: { memberId: coupon.memberId, turn, redeemedAt: coupon.use.at, redeemedBy: coupon.use.staffId },
    });
  });
  return { couponId, now };
}
