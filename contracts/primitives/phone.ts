import type { Brand } from './brand';

/** A phone number as it may be shown: `138****8000`. The number itself never leaves the server. */
export type MaskedPhone = Brand<string, 'MaskedPhone'>;

export const isMaskedPhone = (value: unknown): value is MaskedPhone =>
  typeof value === 'string' && /^\d{0,3}\*{4}\d{0,4}$/.test(value);

/** Keeps the first three and the last four digits of a mainland number; shorter numbers keep only the end. @throws RangeError */
export function maskPhone(digits: string): MaskedPhone {
  if (!/^\d+$/.test(digits)) throw new RangeError('a phone number has digits only');
  const masked =
    digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`;
  if (!isMaskedPhone(masked)) throw new RangeError('a phone number has at least two digits');
  return masked;
}
