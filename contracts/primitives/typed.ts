import { isCardNumber, type CardNumber } from './codes/card-number';
import { fen, type Fen } from './fen';

/**
 * What people type, read strictly and everywhere the same: digits and at most one point, nothing JavaScript would also
 * take for a number (`1e3`, `0x10`, an empty text). Full-width digits, as Chinese keyboards give them, are digits; what
 * nobody sees (byte order marks, zero-width spaces and direction marks of a pasted text) is nothing.
 */
export const halfWidth = (text: string): string =>
  text
    .replace(/[！-～]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/gu, ' ')
    .replace(/\p{Cf}/gu, '');

/** A number with so many decimal places at most, as a whole number of its smallest part: `12.3` with 2 is 1230. */
export function decimalTyped(text: string, places: number, least: number, most: number): number | null {
  const match = /^(\d{1,9})(?:\.(\d+))?$/.exec(halfWidth(text).trim());
  const decimals = match?.[2] ?? '';
  if (!match || decimals.length > places) return null;
  const value = Number(`${match[1]}${decimals.padEnd(places, '0')}`);
  return Number.isSafeInteger(value) && value >= least && value <= most ? value : null;
}

/** A whole number within its bounds; null for anything else. */
export const wholeTyped = (text: string, least: number, most: number): number | null =>
  decimalTyped(text, 0, least, most);

/** The most that is typed as one amount: a typing mistake should not become a price. */
const MOST_TYPED_FEN = 99_999_999;

/** Yuan as typed (`32`, `32.5`, `32.50`), in fen; null for anything that is no amount of money. */
export function fenTyped(text: string, leastFen = 0, mostFen = MOST_TYPED_FEN): Fen | null {
  const value = decimalTyped(text, 2, leastFen, mostFen);
  return value === null ? null : fen(value);
}

/** A card, coupon or pick-up number as it is kept: without the spaces and hyphens of the printed one, in plain digits. */
export const numberTyped = (text: string): string => halfWidth(text).replace(/[\s\-‐‑‒–—―−ー]/gu, '');

/** Null: no card has this number. */
export function cardNumberTyped(text: string): CardNumber | null {
  const number = numberTyped(text);
  return isCardNumber(number) ? number : null;
}

/** A place as maps give it, latitude first: `31.2304,121.4737`. Null: no place on earth. */
export function locationTyped(text: string): { latitude: number; longitude: number } | null {
  const [, latitude, longitude] =
    /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(halfWidth(text)) ?? [];
  const found = { latitude: Number(latitude), longitude: Number(longitude) };
  return Math.abs(found.latitude) <= 90 && Math.abs(found.longitude) <= 180 ? found : null;
}

export const locationText = (location: { latitude: number; longitude: number } | null): string =>
  location === null ? '' : `${location.latitude},${location.longitude}`;
