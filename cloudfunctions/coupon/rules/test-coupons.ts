import { couponTerms, type CouponTerms } from '../../../contracts/coupon/coupon';
import { fen } from '../../../contracts/primitives/fen';
import type { CouponId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import { couponId, storeId } from '../../../contracts/values';
import type { ApplicableCoupon, Bill } from './applicability';
import type { CouponLife } from './lifecycle';

/** For tests of the rules: a coupon that saves 10 yuan from 59 up, valid for a day, and a bill it fits. */
export const ISSUED: Instant = instant(Date.parse('2026-11-21T12:00:00+08:00'));

export const termsForTest = (more: object = {}): CouponTerms =>
  couponTerms.parse({
    kind: 'amount_off',
    templateId: 'tpl_test',
    title: '满 59 减 10',
    amountFen: 1000,
    thresholdFen: 5900,
    conditions: [],
    ...more,
  });

export const couponOf = (
  terms: object = {},
  more: Partial<CouponLife> = {},
  id = 'cpn_test-1',
): ApplicableCoupon & CouponLife & { _id: CouponId } => ({
  _id: couponId.parse(id),
  terms: termsForTest(terms),
  status: 'unused',
  startsAt: ISSUED,
  expiresAt: addMs(ISSUED, DAY_MS),
  usedAt: null,
  lock: null,
  use: null,
  turns: 0,
  restored: null,
  ...more,
});

export const STORE = storeId.parse('sto_xingfu');

export const billOf = (...items: (number | [amountFen: number, category: string])[]): Bill => ({
  storeId: STORE,
  planId: null,
  items: items.map((item) =>
    typeof item === 'number'
      ? { amountFen: fen(item), category: null }
      : { amountFen: fen(item[0]), category: item[1] },
  ),
});
