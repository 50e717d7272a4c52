import { refuse } from '../../contracts/errors';
import type { Fen } from '../../contracts/primitives/fen';
import type { CouponId, StoreId } from '../../contracts/primitives/ids';
import type { WriteCall } from '../kit/host/call';
import { judgeAtDesk, viewRedemption } from './desk';
import { redeemedByClerk } from './lifecycle';

interface Confirm {
  couponId: CouponId;
  turn: number;
  storeId: StoreId;
  amountFen: Fen | null;
}

/**
 * A clerk confirms what was shown: five database calls. The same confirm again, from a phone that was offline or by a second tap,
 * is the same redemption; another clerk's is told that the coupon is used.
 * @throws TuankaError with the reason the coupon cannot be used here, or coupon_redeemed_since
 */
export async function redeemCoupon(
  { store, staff, now }: WriteCall<'clerk'>,
  { couponId, turn, storeId, amountFen }: Confirm,
) {
  const redeemed = await store.transact(async (transaction) => {
    const coupon = await transaction.coupons.require(couponId, 'coupon_not_found');
    // Only a coupon for certain cards needs to know its owner's.
    const owner = coupon.terms.planIds && (await transaction.members.get(coupon.memberId));
    const desk = { storeId, planId: owner?.card.planId ?? null, amountFen };
    const { refusal, savingFen } = judgeAtDesk(coupon, desk, now);
    const use = { turn, staffId: staff._id, storeId, amountFen, savingFen };
    const change = redeemedByClerk(coupon, use, now);
    if (!change) return coupon;
    if (refusal) throw refuse(refusal.reason);
    await transaction.coupons.update(couponId, change);
    return { ...coupon, ...change };
  });
  return { redemption: viewRedemption(redeemed), now };
}
