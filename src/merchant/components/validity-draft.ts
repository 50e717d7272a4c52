import type { CouponValidity } from '@contracts/coupon/coupon';
import {
  addMs,
  chinaDateOf,
  DAY_MS,
  HOUR_MS,
  instant,
  MINUTE_MS,
  startOfChinaDate,
  type Instant,
} from '@contracts/primitives/time';
import { wholeTyped } from '@contracts/primitives/typed';
import {
  needed,
  optional,
  problemsOf,
  readyForm,
  refusedForm,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';

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

const LABEL = '有效期';
const NO_NUMBER = '请填 1 到 9999 的整数';

/** The validity, or what is wrong with which of its fields. @param id of the form: a page may show several of them */
export function validityFrom(id: string, draft: ValidityDraft): Checked<CouponValidity> {
  switch (draft.kind) {
    case 'end_of_day':
    case 'end_of_month':
      return readyForm({ kind: draft.kind });
    case 'relative': {
      const count = needed(durationOf(draft.count, draft.unit), LABEL, NO_NUMBER);
      const delay = optional(draft.delay, (typed) => durationOf(typed, draft.delayUnit), LABEL, NO_NUMBER);
      if (!count.ok || !delay.ok)
        return refusedForm(problemsOf({ [`${id}-count`]: count, [`${id}-delay`]: delay }));
      return readyForm({ kind: 'relative', startDelayMs: delay.value ?? 0, validForMs: count.value });
    }
    case 'window': {
      const from = needed(startOfChinaDate(draft.fromDate), LABEL, '请选第一天');
      const last = lastDayOf(draft);
      if (!from.ok || !last.ok)
        return refusedForm(problemsOf({ [`${id}-from`]: from, [`${id}-last`]: last }));
      return readyForm({ kind: 'window', from: from.value, until: addMs(last.value, DAY_MS) });
    }
  }
}

function lastDayOf({ fromDate, lastDate }: ValidityDraft): Read<Instant> {
  if (lastDate !== '' && lastDate < fromDate) return wrong(LABEL, '最后一天不能早于第一天');
  return needed(startOfChinaDate(lastDate), LABEL, '请选最后一天');
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
