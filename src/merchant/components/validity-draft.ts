import type { CouponValidity } from '@contracts/coupon/coupon';
import {
  addMs,
  chinaDateOf,
  DAY_MS,
  HOUR_MS,
  instant,
  MINUTE_MS,
  startOfChinaDate,
} from '@contracts/primitives/time';
import { wholeTyped } from '@contracts/primitives/typed';

export type TimeUnit = 'minute' | 'hour' | 'day';
export const unitMs: Readonly<Record<TimeUnit, number>> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

/** When a coupon is valid, as typed. */
export interface ValidityDraft {
  kind: CouponValidity['kind'];
  count: string;
  unit: TimeUnit;
  delay: string;
  delayUnit: TimeUnit;
  /** First and last day of a window, both included. */
  fromDate: string;
  lastDate: string;
}

export const EMPTY_VALIDITY: ValidityDraft = {
  kind: 'relative',
  count: '3',
  unit: 'day',
  delay: '',
  delayUnit: 'hour',
  fromDate: '',
  lastDate: '',
};

function durationOf(typed: string, unit: TimeUnit): number | null {
  const count = wholeTyped(typed, 1, 9999);
  return count === null ? null : count * unitMs[unit];
}

/** The validity, or what is wrong with it. */
export function validityOf(draft: ValidityDraft): CouponValidity | { problem: string } {
  switch (draft.kind) {
    case 'end_of_day':
    case 'end_of_month':
      return { kind: draft.kind };
    case 'relative': {
      const validForMs = durationOf(draft.count, draft.unit);
      const startDelayMs = draft.delay.trim() === '' ? 0 : durationOf(draft.delay, draft.delayUnit);
      if (validForMs === null || startDelayMs === null) return { problem: '有效时长请填整数' };
      return { kind: 'relative', startDelayMs, validForMs };
    }
    case 'window': {
      const [from, last] = [startOfChinaDate(draft.fromDate), startOfChinaDate(draft.lastDate)];
      if (from === null || last === null) return { problem: '请选开始和结束日期' };
      const until = addMs(last, DAY_MS);
      return from < until ? { kind: 'window', from, until } : { problem: '结束日期不能早于开始日期' };
    }
  }
}

/** In the largest unit that divides it. */
function typedDuration(ms: number): { count: string; unit: TimeUnit } {
  const unit = ms % DAY_MS === 0 ? 'day' : ms % HOUR_MS === 0 ? 'hour' : 'minute';
  return { count: String(Math.round(ms / unitMs[unit])), unit };
}

/** What the form shows of a validity that exists. */
export function validityDraftOf(validity: CouponValidity): ValidityDraft {
  switch (validity.kind) {
    case 'relative': {
      const delay = validity.startDelayMs === 0 ? null : typedDuration(validity.startDelayMs);
      const later = delay === null ? {} : { delay: delay.count, delayUnit: delay.unit };
      return { ...EMPTY_VALIDITY, ...typedDuration(validity.validForMs), ...later };
    }
    case 'window':
      return {
        ...EMPTY_VALIDITY,
        kind: 'window',
        fromDate: chinaDateOf(validity.from),
        lastDate: chinaDateOf(instant(validity.until - 1)),
      };
    default:
      return { ...EMPTY_VALIDITY, kind: validity.kind };
  }
}
