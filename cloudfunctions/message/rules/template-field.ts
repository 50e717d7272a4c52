import type { ValueForm } from '../../kit/outbox/reminder-kind';

/**
 * What the fields of a WeChat template take (platform-facts, section 1), and how a value is cut to it, so that a long
 * title is cut here and never refused there (47003).
 */
interface FieldRule {
  /** Forms of value this kind of field can show; another form is a mistake in the configuration. None: fixed texts only. */
  takes: readonly ValueForm[];
  /** Makes any text of those forms one that WeChat accepts. */
  fit: (text: string) => string;
  /** Whether a fixed text may stand there: it is sent as it was written. */
  fixed: (text: string) => boolean;
}

/** WeChat refuses line breaks and other control characters in every kind. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();
const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });
/** Nobody says how WeChat counts an emoji: in the least favourable way. */
const lengthOf = (text: string): number => text.length;
const like =
  (pattern: RegExp, longest: number) =>
  (text: string): boolean =>
    lengthOf(text) <= longest && pattern.test(text);

/** As many whole characters as fit: a family or a flag is several code points and is shown whole or not at all. */
function first(count: number, text: string): string {
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    if (lengthOf(kept) + lengthOf(segment) > count) break;
    kept += segment;
  }
  return kept;
}
/** Marks the cut. */
const shorten = (longest: number, text: string): string =>
  lengthOf(text) <= longest ? text : `${first(longest - 1, text).trimEnd()}…`;
const orElse = (text: string, fallback: string): string => (text.trim() === '' ? fallback : text);
const keep = (allowed: RegExp, text: string): string => (text.match(allowed) ?? []).join('');

/** Digits with at most one point, 32 digits at most. */
function fitNumber(text: string): string {
  const [whole = '', part = ''] = keep(/[\d.]/gu, text).split('.');
  const digits = orElse(first(32, whole), '0');
  const decimals = first(32 - digits.length, part);
  return decimals === '' ? digits : `${digits}.${decimals}`;
}

/** Ten Han characters, or twenty letters and symbols: WeChat takes no digits in a name. */
const fitName = (text: string): string =>
  /\p{Script=Han}/u.test(text)
    ? first(10, keep(/\p{Script=Han}/gu, text))
    : orElse(first(20, keep(/[A-Za-z\p{P} ]/gu, text)).trim(), '会员');

/** `¥12.50`: one sign, at most ten digits; what does not fit is shown as the most that does. */
function fitAmount(text: string): string {
  const digits = keep(/[\d.]/gu, text);
  const [yuan = '', cents] = digits.split('.');
  if (yuan.length > 10) return `¥${'9'.repeat(10)}`;
  return cents !== undefined && yuan.length + cents.length <= 10 && cents !== ''
    ? `¥${orElse(yuan, '0')}.${cents}`
    : `¥${orElse(yuan, '0')}`;
}

/** A day the calendar has. */
function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
const dayOf = (text: string): string => /\d{4}年\d{1,2}月\d{1,2}日/.exec(text)?.[0] ?? text;

const rules: Readonly<Record<string, FieldRule>> = {
  thing: {
    takes: ['text', 'word', 'name', 'money', 'time', 'number', 'code'],
    fit: (text) => orElse(shorten(20, oneLine(text)), '—'),
    fixed: like(/^\P{Cc}+$/u, 20),
  },
  character_string: {
    takes: ['number', 'code'],
    fit: (text) => orElse(first(32, keep(/[\x21-\x7e]/gu, text)), '-'),
    fixed: like(/^[\x21-\x7e]+$/, 32),
  },
  number: { takes: ['number', 'money'], fit: fitNumber, fixed: like(/^(?=(\.?\d){1,32}$)\d+(\.\d+)?$/, 33) },
  amount: { takes: ['money', 'number'], fit: fitAmount, fixed: like(/^¥?\d{1,10}元?$/, 12) },
  time: { takes: ['time'], fit: oneLine, fixed: like(/^([01]?\d|2[0-3]):[0-5]\d$/, 5) },
  date: { takes: ['time'], fit: dayOf, fixed: isDay },
  phrase: {
    takes: ['word'],
    fit: (text) => orElse(first(5, keep(/\p{Script=Han}/gu, text)), '已更新'),
    fixed: like(/^\p{Script=Han}+$/u, 5),
  },
  name: { takes: ['name'], fit: fitName, fixed: like(/^(\p{Script=Han}{1,10}|[A-Za-z\p{P} ]+)$/u, 20) },
  /** One of the values WeChat lists for the template: only a person can look them up. */
  const: { takes: [], fit: oneLine, fixed: like(/^\P{Cc}+$/u, 20) },
  phone_number: { takes: [], fit: oneLine, fixed: like(/^[\d+\-() ]+$/, 17) },
  car_number: { takes: [], fit: oneLine, fixed: like(/^(?=..)\p{Script=Han}?[A-Z0-9]+\p{Script=Han}?$/u, 8) },
  letter: { takes: [], fit: oneLine, fixed: like(/^[A-Za-z]+$/, 32) },
  symbol: { takes: [], fit: oneLine, fixed: like(/^[\p{P}\p{S}]+$/u, 5) },
};

/** `=到店领取`: a fixed text in a mapping instead of the name of a value. */
const fixedText = (mapped: string): string | null => (mapped.startsWith('=') ? mapped.slice(1) : null);

/** `thing12` → `thing`. */
const kindOf = (field: string): string => field.replace(/\d+$/, '');

const ruleOf = (field: string): FieldRule | undefined =>
  Object.hasOwn(rules, kindOf(field)) ? rules[kindOf(field)] : undefined;

/** Cuts text to what a field of this kind takes. */
export const fitField = (field: string, text: string): string => ruleOf(field)?.fit(text) ?? text;

/**
 * The `data` of a message.
 * @param fields WeChat's field key → name of the value it shows, or `=` and a fixed text
 */
export const templateData = (
  fields: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): Record<string, { value: string }> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, mapped]) => [
      field,
      { value: fixedText(mapped) ?? fitField(field, values[mapped] ?? '') },
    ]),
  );

export type TemplateProblem =
  | { problem: 'no_fields' }
  /** WeChat has no such kind of field, or none of our values fits it. */
  | { problem: 'unknown_field'; field: string }
  | { problem: 'unknown_value'; field: string; value: string }
  | { problem: 'does_not_fit'; field: string; value: string };

/**
 * Everything wrong with a template's mapping before anything is sent with it: asked by `npm run doctor` and when a
 * mapping is edited. A mapping without a problem is never refused at send time.
 * @param values the values a kind of message offers, by name
 */
export function templateProblems(
  values: Readonly<Record<string, ValueForm>>,
  fields: Readonly<Record<string, string>>,
): TemplateProblem[] {
  if (Object.keys(fields).length === 0) return [{ problem: 'no_fields' }];
  return Object.entries(fields).flatMap(([field, value]): TemplateProblem[] => {
    const rule = ruleOf(field);
    if (!rule) return [{ problem: 'unknown_field', field }];
    const fixed = fixedText(value);
    if (fixed !== null)
      return rule.fixed(fixed) && fixed.trim() !== '' ? [] : [{ problem: 'does_not_fit', field, value }];
    const form = Object.hasOwn(values, value) ? values[value] : undefined;
    if (form === undefined) return [{ problem: 'unknown_value', field, value }];
    return rule.takes.includes(form) ? [] : [{ problem: 'does_not_fit', field, value }];
  });
}

/** The kinds of field that show values of ours; the others take fixed texts only. */
export const valueKinds = Object.entries(rules).flatMap(([kind, { takes }]) =>
  takes.length > 0 ? [kind] : [],
);
export const fieldKinds = Object.keys(rules);
