import type { CouponSelection } from '../../../contracts/coupon/coupon-admin';
import type { WriteCall } from '../../kit/host/call';
import { mayBeRecalled, mayBeRevoked } from './change';
import { couponRevokedNotice } from '../notices/coupon-revoked';
import { recordChange } from './record-change';
import { revokedFact } from '../facts/coupon-facts';

/**
 * Takes coupons back, some at a time; with the reason in the audit log, and told to whoever held them. Their reminders see it when they are due.
 * Those that are used or held are left as they are, and are taken back when a refund would make them usable again.
 */
export const revokeCoupons = (
  call: WriteCall<'operator'>,
  { selection, reason, cursor }: { selection: CouponSelection; reason: string; cursor: string | null },
) =>
  recordChange(
    call,
    { selection, cursor, reason, action: 'coupon.revoke', detail: {}, also: ['used', 'locked'] },
    async (transaction, coupon, auditId) => {
      if (mayBeRecalled(coupon, call.now) && coupon.recalled === null) {
        await transaction.coupons.update(coupon._id, { recalled: { at: call.now, reason, auditId } });
        return 'later';
      }
      if (!mayBeRevoked(coupon, call.now)) return false;
      transaction.tell(revokedFact(coupon, call.now, auditId));
      transaction.remind(couponRevokedNotice(coupon, call.now));
      await transaction.coupons.update(coupon._id, {
        status: 'revoked',
        revoked: { at: call.now, reason },
      });
      return true;
    },
  );
