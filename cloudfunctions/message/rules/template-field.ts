import type { ValueForm } from '../../kit/outbox/reminder-kind';

/**
 * What the fields of a WeChat template take (platform-facts, section 1), and how a value is cut to it, so that a long
 * title is cut here and never refused there (47003).
 */
interface FieldRule {
  /** Forms of value this kind of field can show; another form is a mistake in the configuration. */
  takes: readonly ValueForm[];
  /** Makes any text of those forms one that WeChat accepts. */
  fit: (text: string) => string;
}

/** WeChat refuses line breaks and other control characters in every kind. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();
const first = (count: number, text: string): string => Array.from(text).slice(0, count).join('');
/** Marks the cut. */
const shorten = (longest: number, text: string): string =>
  Array.from(text).length <= longest ? text : `${first(longest - 1, text).trimEnd()}…`;
const orElse = (text: string, fallback: string): string => (text.trim() === '' ? fallback : text);
const keep = (allowed: RegExp, text: string): string => (text.match(allowed) ?? []).join('');

/** `¥12.50`: one sign, at most ten digits; what does not fit is shown as the most that does. */
function fitAmount(text: string): string {
  const digits = keep(/[\d.]/gu, text);
  const [yuan = '', cents] = digits.split('.');
  if (yuan.length > 10) return `¥${'9'.repeat(10)}`;
  return cents !== undefined && yuan.length + cents.length <= 10 && cents !== ''
    ? `¥${orElse(yuan, '0')}.${cents}`
    : `¥${orElse(yuan, '0')}`;
}

const dayOf = (text: string): string => /\d{4}年\d{1,2}月\d{1,2}日/.exec(text)?.[0] ?? text;

const rules: Readonly<Record<string, FieldRule>> = {
  thing: {
    takes: ['text', 'money', 'time', 'number', 'code'],
    fit: (text) => orElse(shorten(20, oneLine(text)), '—'),
  },
  character_string: {
    takes: ['number', 'code'],
    fit: (text) => orElse(first(32, keep(/[\x21-\x7e]/gu, text)), '-'),
  },
  number: { takes: ['number'], fit: (text) => orElse(first(32, keep(/\d/gu, text)), '0') },
  amount: { takes: ['money', 'number'], fit: fitAmount },
  time: { takes: ['time'], fit: oneLine },
  date: { takes: ['time'], fit: dayOf },
};

/** `thing12` → `thing`. */
const kindOf = (field: string): string => field.replace(/\d+$/, '');

const ruleOf = (field: string): FieldRule | undefined =>
  Object.hasOwn(rules, kindOf(field)) ? rules[kindOf(field)] : undefined;

/** Cuts text to what a field of this kind takes. */
export const fitField = (field: string, text: string): string => ruleOf(field)?.fit(text) ?? text;

/**
 * The `data` of a message.
 * @param fields WeChat's field key → name of the value it shows
 */
export const templateData = (
  fields: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): Record<string, { value: string }> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, name]) => [field, { value: fitField(field, values[name] ?? '') }]),
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
    const form = Object.hasOwn(values, value) ? values[value] : undefined;
    if (form === undefined) return [{ problem: 'unknown_value', field, value }];
    return rule.takes.includes(form) ? [] : [{ problem: 'does_not_fit', field, value }];
  });
}

/** The kinds of field a mapping may use, for messages to people. */
export const fieldKinds = Object.keys(rules);
