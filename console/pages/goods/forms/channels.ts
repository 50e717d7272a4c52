import type { CouponChannel } from '@contracts/coupon/coupon-terms';

/** In the order of a member's life. What is collected, given by hand or passed on comes without a pack. */
export const couponChannels: readonly CouponChannel[] = [
  'join',
  'first_payment',
  'invite',
  'tier',
  'birthday',
  'push',
  'play',
];
