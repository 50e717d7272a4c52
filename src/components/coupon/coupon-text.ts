import type { CouponTerms, CouponValidity } from '@contracts/coupon/coupon';
import { yuanText } from '@contracts/primitives/fen';
import {
  chinaEndText,
  chinaTimeText,
  DAY_MS,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
} from '@contracts/primitives/time';

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

/** How long an offered coupon will be valid, before it is issued. */
export function validityText(validity: CouponValidity): string {
  switch (validity.kind) {
    case 'relative':
      return validity.startDelayMs === 0
        ? validForText(validity.validForMs)
        : `领取${durationText(validity.startDelayMs)}后起，${durationText(validity.validForMs)}内有效`;
    case 'window':
      return `${chinaTimeText(validity.from)} 至 ${chinaEndText(validity.until)} 有效`;
    case 'end_of_day':
      return '领取当天 24:00 前有效';
    case 'end_of_month':
      return '领取当月月底前有效';
  }
}

export const expiryText = (expiresAt: Instant): string => `${chinaEndText(expiresAt)} 到期`;

/** Every condition of a coupon, the threshold first. Named stores and plans stand among the written conditions. */
export const allConditions = (terms: CouponTerms): string[] => [
  thresholdText(terms),
  ...(terms.kind === 'exchange' ? [`到店兑换：${terms.item}`] : []),
  ...(terms.kind === 'percent_off' ? [`最多减${yuanText(terms.amountFen)}元`] : []),
  ...(terms.categories === null ? [] : [`仅限：${terms.categories.join('、')}`]),
  ...(terms.storeIds === null ? ['全部门店可用'] : []),
  ...terms.conditions,
  ...(terms.stacksWithMemberPrice ? [] : ['不与会员价同享']),
  ...(terms.stacksWithPoints ? [] : ['不与积分抵扣同享']),
  ...(terms.transferable ? ['可以送给一位朋友，朋友不能再转送'] : []),
];

/** What stands large on the stub: `¥20`, `8折`, `兑换`. */
export function worthParts(terms: CouponTerms): { sign: string; value: string; unit: string } {
  if (terms.kind === 'exchange') return { sign: '', value: '兑换', unit: '' };
  if (terms.kind === 'percent_off' && terms.percentOff === 100) return { sign: '', value: '免单', unit: '' };
  if (terms.kind === 'percent_off') return { sign: '', value: foldText(terms.percentOff), unit: '折' };
  return { sign: '¥', value: yuanText(terms.amountFen), unit: '' };
}

/** 20 percent off is 八折, 15 percent off 8.5 折. */
export const foldText = (percentOff: number): string => String((100 - percentOff) / 10);
