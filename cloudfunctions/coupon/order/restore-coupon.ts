import type { CouponId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { restoredByRefund } from '../rules/lifecycle';
import { couponRevokedNotice } from '../notices/coupon-revoked';
import { returnedFacts } from '../facts/coupon-facts';
import { tellIfExpired } from '../facts/tell-if-expired';

/**
 * The order was refunded: its coupon is unused again, once. Its clock is not extended; a coupon past its expiry stays
 * expired and is shown as given back; one the merchant recalled meanwhile stays recalled; that of a closed account stays used.
 */
export async function restoreCoupon(
  transaction: TransactionStore,
  { couponId, orderId, now }: { couponId: CouponId; orderId: string; now: Instant },
): Promise<'restored' | 'expired' | 'recalled' | 'erased' | 'nothing'> {
  const coupon = await transaction.coupons.get(couponId);
  if (!coupon || !(await transaction.members.get(coupon.memberId))) return 'erased';
  const change = restoredByRefund(coupon, orderId, now);
  if (!change) return 'nothing';
  transaction.tell(...returnedFacts(coupon, change, now));
  if (change.status === 'unused') await tellIfExpired(transaction, coupon, now);
  else transaction.remind(couponRevokedNotice(coupon, now));
  await transaction.coupons.update(couponId, change);
  if (change.status === 'revoked') return 'recalled';
  return now < coupon.expiresAt ? 'restored' : 'expired';
}
