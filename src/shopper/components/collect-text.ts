import type { CollectableCoupon, CouponLimits } from '@contracts/coupon/coupon';
import { allConditions, validityText } from '@/components/coupon/coupon-text';

/** How many one may have, in plain words. */
export const limitTexts = ({ perMember, perMemberPerDay, total, perDay }: CouponLimits): string[] => [
  ...(perMember === null ? [] : [`每人限领 ${perMember} 张`]),
  ...(perMemberPerDay === null ? [] : [`每人每天限领 ${perMemberPerDay} 张`]),
  ...(total === null ? [] : [`共 ${total} 张，先到先得`]),
  ...(perDay === null ? [] : [`每天 ${perDay} 张，先到先得`]),
];

/** What is left, for those who hesitate; null where there is no limit. */
export const leftText = (left: number | null): string | null => {
  if (left === null) return null;
  return left === 0 ? '已抢完' : `还剩 ${left} 张`;
};

/** Every condition of a coupon that can be collected. */
export const collectConditions = ({ terms, validity, limits }: CollectableCoupon): string[] => [
  ...allConditions(terms),
  validityText(validity),
  ...limitTexts(limits),
];
