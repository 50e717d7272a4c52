import type { CouponTerms } from '@contracts/coupon';
import { yuanText, type Fen } from '@contracts/primitives/fen';
import { chinaTimeText, DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '@contracts/primitives/time';

/** The condition everybody asks about first: `满99元可用`, or that there is none. */
export const thresholdText = (terms: Pick<CouponTerms, 'thresholdFen'>): string =>
  terms.thresholdFen === 0 ? '无门槛' : `满${yuanText(terms.thresholdFen)}元可用`;

/** `2小时` · `3天` · `90分钟`: in the largest unit that divides it. */
export function durationText(ms: number): string {
  if (ms % DAY_MS === 0) return `${ms / DAY_MS}天`;
  if (ms % HOUR_MS === 0) return `${ms / HOUR_MS}小时`;
  return `${Math.max(1, Math.round(ms / MINUTE_MS))}分钟`;
}

export const validForText = (validForMs: number): string => `领取后${durationText(validForMs)}内有效`;

export const expiryText = (expiresAt: Instant): string => `${chinaTimeText(expiresAt)} 到期`;

/** Every condition of a coupon, the threshold first. */
export const allConditions = (terms: CouponTerms): string[] => [thresholdText(terms), ...terms.conditions];

/** The digits of a price large, so the sign stands apart. */
export const priceParts = (amountFen: Fen): { sign: '¥'; yuan: string } => ({
  sign: '¥',
  yuan: yuanText(amountFen),
});
