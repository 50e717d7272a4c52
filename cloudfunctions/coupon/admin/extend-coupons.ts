import type { CouponSelection } from '../../../contracts/coupon/coupon-admin';
import { refuse } from '../../../contracts/errors';
import type { Instant } from '../../../contracts/primitives/time';
import { keepReminders } from '../../kit/facts/tell-untold';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { couponReminders } from '../notices/coupon-expiry';
import { mayBeExtended } from './change';
import { recordChange } from './record-change';
import { tellIfRevived } from '../facts/tell-if-expired';

type Coupon = DocumentOf<'coupons'>;

interface Extension {
  selection: CouponSelection;
  expiresAt: Instant;
  reason: string;
  cursor: string | null;
}

/**
 * Makes coupons last until a moment, some at a time. A moment and not a number of days: repeated, it changes nothing.
 * @throws TuankaError coupon_never_shortened when the moment has passed
 */
export async function extendCoupons(
  call: WriteCall<'operator'>,
  { selection, expiresAt, reason, cursor }: Extension,
) {
  if (expiresAt <= call.now) throw refuse('coupon_never_shortened');
  const detail = { expiresAt };
  return recordChange(
    call,
    { selection, cursor, reason, action: 'coupon.extend', detail },
    async (transaction, coupon, auditId) => {
      if (!mayBeExtended(coupon, expiresAt)) return false;
      await tellIfRevived(transaction, coupon, call.now, auditId);
      await transaction.coupons.update(coupon._id, { expiresAt });
      await remindLater(transaction, coupon, expiresAt);
      return true;
    },
  );
}

/** The reminder of the old expiry is called off, and the new expiry has one of its own. */
async function remindLater(transaction: TransactionStore, coupon: Coupon, expiresAt: Instant): Promise<void> {
  const [first] = couponReminders([coupon]);
  const [next] = couponReminders([{ ...coupon, expiresAt }]);
  if (!first || !next) throw new RangeError('a coupon without a reminder');
  for (const id of [first._id, `${first._id}:${coupon.expiresAt}`]) {
    const reminder = await transaction.reminders.get(id);
    if (!reminder && id === first._id) await forgetKept(transaction, coupon, id);
    if (reminder?.status === 'scheduled')
      await transaction.reminders.update(id, { status: 'skipped', outcome: 'renewed' });
  }
  transaction.remind({ ...next, _id: `${next._id}:${expiresAt}` });
}

/** Extended within a minute of the join: the reminder still stands on the member. */
async function forgetKept(
  transaction: TransactionStore,
  { memberId }: Coupon,
  reminderId: string,
): Promise<void> {
  const member = await transaction.members.get(memberId);
  const left = member?.unreminded.filter(({ _id }) => _id !== reminderId) ?? [];
  if (member && left.length < member.unreminded.length)
    await transaction.members.update(memberId, keepReminders(left));
}
