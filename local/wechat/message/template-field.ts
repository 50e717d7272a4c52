/**
 * What WeChat lets into each kind of template field (platform-facts §1 "Limits"). A field's kind is its key without the
 * number: `character_string2` is a character_string. Nobody says how WeChat counts an emoji: here in the least favourable way.
 */
const within = (value: string, most: number): boolean => value.length >= 1 && value.length <= most;

/** Line breaks and other control characters are refused in every kind. */
const CONTROL = /\p{Cc}/u;
const HAN_ONLY = /^\p{Script=Han}+$/u;
const HAS_HAN = /\p{Script=Han}/u;
/** Punctuation and symbols of any script; no letters, digits or spaces. */
const SYMBOLS_ONLY = /^[\p{P}\p{S}]+$/u;
const LETTERS_OR_SYMBOLS = /^[A-Za-z\p{P}\p{S} ]+$/u;

const CLOCK = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const DAY = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;

const isClock = (text: string): boolean => CLOCK.test(text);

function isDay(text: string): boolean {
  const match = DAY.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isDayAndClock(text: string): boolean {
  const [day = '', clock = '', ...rest] = text.split(' ');
  return rest.length === 0 && isDay(day) && isClock(clock);
}

/** A period is two moments joined by a half-width `~`; the full-width one is refused by the live service. */
const isMomentOrPeriod = (value: string, isMoment: (text: string) => boolean): boolean => {
  const moments = value.split('~');
  return moments.length <= 2 && moments.every((moment) => isMoment(moment.trim()));
};

/** Digits are counted without the decimal point. */
function isDecimal(value: string, mostDigits: number): boolean {
  const digits = value.replace('.', '');
  return /^\d+(\.\d+)?$/.test(value) && digits.length <= mostDigits;
}

function isName(value: string): boolean {
  if (HAS_HAN.test(value)) return within(value, 10);
  return within(value, 20) && LETTERS_OR_SYMBOLS.test(value);
}

const RULES = {
  thing: (value) => within(value, 20),
  number: (value) => isDecimal(value, 32),
  letter: (value) => within(value, 32) && /^[A-Za-z]+$/.test(value),
  symbol: (value) => within(value, 5) && SYMBOLS_ONLY.test(value),
  character_string: (value) => within(value, 32) && /^[\x20-\x7e]+$/.test(value),
  time: (value) => isMomentOrPeriod(value, (moment) => isClock(moment) || isDayAndClock(moment)),
  date: (value) => isMomentOrPeriod(value, (moment) => isDay(moment) || isDayAndClock(moment)),
  amount: (value) => isDecimal(value.replace(/^\p{Sc}/u, '').replace(/元$/u, ''), 10),
  phone_number: (value) => within(value, 17) && /^[\d+\-() ]+$/.test(value),
  car_number: (value) =>
    within(value, 8) && /^[\p{Script=Han}A-Za-z0-9][A-Za-z0-9]*[\p{Script=Han}A-Za-z0-9]$/u.test(value),
  name: isName,
  phrase: (value) => within(value, 5) && HAN_ONLY.test(value),
  /** Values the template lists; which they are only WeChat knows. */
  const: (value) => within(value, 20),
} as const satisfies Record<string, (value: string) => boolean>;

export type FieldKind = keyof typeof RULES;

export const fieldKinds = Object.keys(RULES);

const isFieldKind = (kind: string): kind is FieldKind => Object.hasOwn(RULES, kind);

/** The kind of a key such as `thing1`; undefined when WeChat has no such kind. */
export function kindOfKey(key: string): FieldKind | undefined {
  const kind = /^([a-z_]+?)\d+$/.exec(key)?.[1] ?? '';
  return isFieldKind(kind) ? kind : undefined;
}

export function acceptsValue(kind: FieldKind, value: string): boolean {
  return !CONTROL.test(value) && value.trim() !== '' && RULES[kind](value);
}
