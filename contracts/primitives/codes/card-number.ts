import type { Brand } from '../brand';
import { inFours } from './in-fours';

/**
 * A member card number: 10 random digits and 2 check digits (ISO/IEC 7064, MOD 97-10: the whole number modulo 97
 * is 1). It catches every single wrong digit and every swap of two neighbours, the two errors people make
 * when a clerk types a number by hand.
 */
export type CardNumber = Brand<string, 'CardNumber'>;

const PAYLOAD_DIGITS = 10;

export const isCardNumber = (value: unknown): value is CardNumber =>
  typeof value === 'string' && /^\d{12}$/.test(value) && Number(value) % 97 === 1;

/**
 * Completes a payload with its check digits.
 * @param payload 10 digits
 * @throws RangeError when the payload is not 10 digits
 */
export function cardNumber(payload: string): CardNumber {
  if (!new RegExp(`^\\d{${PAYLOAD_DIGITS}}$`).test(payload))
    throw new RangeError('a card number starts with 10 digits');
  const check = 98 - ((Number(payload) * 100) % 97);
  const number = payload + String(check).padStart(2, '0');
  if (!isCardNumber(number)) throw new RangeError(`check digits do not fit ${payload}`);
  return number;
}

/** `123456789012` → `1234 5678 9012`, as printed on the card. */
export const cardNumberText = (number: CardNumber): string => inFours(number);
