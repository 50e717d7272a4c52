import type { CouponId, MemberId } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';

interface Reminder {
  _id: string;
  memberId: MemberId;
  subjectId: CouponId;
}

interface Coupon {
  _id: CouponId;
  status: 'unused' | 'used';
  expiresAt: Instant;
}

export type SkipReason = 'used' | 'expired' | 'missing';

/** Whether a reminder still makes sense at the moment of sending; null when it does. */
export function skipReason(coupon: Coupon | undefined, now: Instant): SkipReason | null {
  if (!coupon) return 'missing';
  if (coupon.status === 'used') return 'used';
  return now < coupon.expiresAt ? null : 'expired';
}

/** Reminders that are due together, by member: each group becomes one message. Order of first appearance. */
export function byMember<R extends Reminder>(reminders: readonly R[]): Map<MemberId, R[]> {
  const groups = new Map<MemberId, R[]>();
  for (const reminder of reminders) {
    const group = groups.get(reminder.memberId);
    if (group) group.push(reminder);
    else groups.set(reminder.memberId, [reminder]);
  }
  return groups;
}
