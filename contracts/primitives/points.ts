import type { Brand } from './brand';

/** Points: a whole number, never negative. What somebody owes is a debt, a Points of its own. */
export type Points = Brand<number, 'Points'>;

export const isPoints = (value: unknown): value is Points =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/**
 * The only way to make Points from a number.
 * @throws RangeError when the value is not a non-negative safe integer
 */
export function points(value: number): Points {
  if (!isPoints(value)) throw new RangeError(`not an amount of points: ${value}`);
  return value;
}

/** `1234567` → `1,234,567`, for people. */
export const pointsText = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** `+88` · `-30` · `0`: a change, as the ledger shows it. */
export const pointsChangeText = (change: number): string =>
  change > 0 ? `+${pointsText(change)}` : change < 0 ? `-${pointsText(-change)}` : '0';
