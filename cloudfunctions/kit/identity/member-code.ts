import { createHmac } from 'node:crypto';
import { cardNumber, type CardNumber } from '../../../contracts/primitives/codes/card-number';
import { isMemberCode, type MemberCode } from '../../../contracts/primitives/codes/member-code';
import { addMs, instant, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';

/**
 * The member code: it changes every minute and after every use (docs/decisions/, "member code").
 *
 *     minute mod 1000 (3 digits) · turn (1) · signature (10) · card number without check digits, masked (10)
 *
 * The signature is an HMAC over minute, turn and card; the mask is an HMAC over minute, turn and signature, so two codes
 * of one card have nothing in common and a photographed code does not give the card number away. The minute itself is
 * not secret: it only tells a code that has expired from one that never was ours.
 */
export interface OpenedCode {
  cardNumber: CardNumber;
  /** Minutes since the epoch. */
  minute: number;
  turn: number;
}

export type CodeReading = { outcome: 'valid'; opened: OpenedCode } | { outcome: 'expired' | 'unknown' };

/** A code may be shown for a minute, and is taken for one more: the clerk who scanned at the last second is not refused. */
const MINUTES_TAKEN = 2;
export const LAST_TURN = 9;

const TEN_DIGITS = 10_000_000_000n;
const digits10 = (value: bigint): string => String(value).padStart(10, '0');

const hmac10 = (key: Buffer, text: string): bigint =>
  createHmac('sha256', key).update(text).digest().readBigUInt64BE(0) % TEN_DIGITS;

const signatureOf = (key: Buffer, minute: number, turn: number, payload: string): string =>
  digits10(hmac10(key, `code:${minute}:${turn}:${payload}`));
const maskOf = (key: Buffer, minute: number, turn: number, signature: string): bigint =>
  hmac10(key, `mask:${minute}:${turn}:${signature}`);

const payloadOf = (number: CardNumber): string => number.slice(0, 10);

/** The minute an instant falls in. */
export const minuteOf = (at: Instant): number => Math.floor(at / MINUTE_MS);

/** When the code of this minute leaves the screen. */
export const codeValidUntil = (minute: number): Instant => addMs(instant(minute * MINUTE_MS), MINUTE_MS);

/** @param turn how often this card's code was used in this minute */
export function drawMemberCode(key: Buffer, number: CardNumber, minute: number, turn: number): MemberCode {
  const payload = payloadOf(number);
  const signature = signatureOf(key, minute, turn, payload);
  const masked = (BigInt(payload) + maskOf(key, minute, turn, signature)) % TEN_DIGITS;
  const code = `${String(minute % 1000).padStart(3, '0')}${turn}${signature}${digits10(masked)}`;
  if (!isMemberCode(code)) throw new RangeError(`turn ${turn} does not fit a member code`);
  return code;
}

/** What a scanned code says at `now`; an old photograph is `expired`, anything not signed by us is `unknown`. */
export function readMemberCode(key: Buffer, code: MemberCode, now: Instant): CodeReading {
  const current = minuteOf(now);
  const age = (((current - Number(code.slice(0, 3))) % 1000) + 1000) % 1000;
  const minute = current - age;
  const turn = Number(code.slice(3, 4));
  const signature = code.slice(4, 14);
  const payload = digits10(
    (BigInt(code.slice(14)) - maskOf(key, minute, turn, signature) + TEN_DIGITS) % TEN_DIGITS,
  );
  if (signatureOf(key, minute, turn, payload) !== signature) return { outcome: 'unknown' };
  if (age >= MINUTES_TAKEN) return { outcome: 'expired' };
  return { outcome: 'valid', opened: { cardNumber: cardNumber(payload), minute, turn } };
}
