import type { CouponValidity } from '@contracts/coupon/coupon-terms';
import { firstDayOf, fromOf, isBackwards, lastDayOf, untilOf } from '../../../kit/edit/days';
import type { Field, Section } from '../../../kit/edit/fields';
import { countOf, msOf, unitOf, unitOptions, type TimeUnit } from '../../../kit/edit/stretch';
import type { FormTexts } from './texts';

/** From when until when a coupon can be used, as a form has it. */
export interface ValidityValues {
  validityKind: CouponValidity['kind'];
  validFor: number | null;
  validUnit: TimeUnit;
  delay: number | null;
  delayUnit: TimeUnit;
  firstDay: string | null;
  lastDay: string | null;
}
const NEW: ValidityValues = {
  validityKind: 'relative',
  validFor: 3,
  validUnit: 'day',
  delay: null,
  delayUnit: 'hour',
  firstDay: null,
  lastDay: null,
};

export function validityValues(validity: CouponValidity | null): ValidityValues {
  if (validity === null) return NEW;
  if (validity.kind === 'window')
    return {
      ...NEW,
      validityKind: 'window',
      firstDay: firstDayOf(validity.from),
      lastDay: lastDayOf(validity.until),
    };
  if (validity.kind !== 'relative') return { ...NEW, validityKind: validity.kind };
  const { validForMs, startDelayMs } = validity;
  return {
    ...NEW,
    validUnit: unitOf(validForMs),
    validFor: countOf(validForMs),
    ...(startDelayMs > 0 && { delayUnit: unitOf(startDelayMs), delay: countOf(startDelayMs) }),
  };
}

/** Null: a window that has no ends yet, which its fields' checks have said. */
export function validityOf(values: ValidityValues, before: CouponValidity | null): CouponValidity | null {
  switch (values.validityKind) {
    case 'window': {
      const was = before?.kind === 'window' ? before : null;
      const from = fromOf(values.firstDay, was?.from ?? null);
      const until = untilOf(values.lastDay, was?.until ?? null);
      return from === null || until === null ? null : { kind: 'window', from, until };
    }
    case 'relative':
      return {
        kind: 'relative',
        startDelayMs: msOf(values.delay, values.delayUnit),
        validForMs: msOf(values.validFor, values.validUnit),
      };
    default:
      return { kind: values.validityKind };
  }
}

const isRelative = ({ validityKind }: ValidityValues): boolean => validityKind === 'relative';
const isWindow = ({ validityKind }: ValidityValues): boolean => validityKind === 'window';

function lengthFields({ validity: words, units }: FormTexts): Field<ValidityValues>[] {
  const length = { kind: 'number' as const, max: 9999, when: isRelative };
  const unit = { label: words.unit, kind: 'choice' as const, isRequired: true, when: isRelative };
  const options = unitOptions(units);
  return [
    { ...length, name: 'validFor', label: words.validFor, min: 1, isRequired: true },
    { ...unit, name: 'validUnit', options },
    { ...length, name: 'delay', label: words.delay, min: 0, empty: words.atOnce },
    { ...unit, name: 'delayUnit', options },
  ];
}

export function validitySection(texts: FormTexts): Section<ValidityValues> {
  const { validity: words, validityKinds } = texts;
  const fields: Field<ValidityValues>[] = [
    {
      name: 'validityKind',
      label: words.kind,
      kind: 'choice',
      isRequired: true,
      options: (['relative', 'window', 'end_of_day', 'end_of_month'] as const).map((value) => ({
        value,
        label: validityKinds[value],
      })),
    },
    ...lengthFields(texts),
    { name: 'firstDay', label: words.firstDay, kind: 'day', isRequired: true, when: isWindow },
    {
      name: 'lastDay',
      label: words.lastDay,
      kind: 'day',
      isRequired: true,
      when: isWindow,
      check: ({ firstDay, lastDay }) => (isBackwards(firstDay, lastDay) ? words.backwards : null),
    },
  ];
  return { title: words.title, fields };
}
