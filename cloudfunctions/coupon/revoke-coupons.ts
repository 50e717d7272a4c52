import type { CouponSelection } from '../../contracts/coupon-admin';
import type { WriteCall } from '../kit/host/call';
import { mayBeRevoked } from './change';
import { recordChange } from './record-change';

/** Takes coupons back, some at a time; with the reason in the audit log. Their reminders see it when they are due. */
export const revokeCoupons = (
  call: WriteCall<'operator'>,
  { selection, reason, cursor }: { selection: CouponSelection; reason: string; cursor: string | null },
) =>
  recordChange(
    call,
    { selection, cursor, reason, action: 'coupon.revoke', detail: {} },
    async (transaction, coupon) => {
      if (!mayBeRevoked(coupon, call.now)) return false;
      await transaction.coupons.update(coupon._id, {
        status: 'revoked',
        revoked: { at: call.now, reason },
      });
      return true;
    },
  );
