import type { Brand } from './brand';

/** Money: an integer number of fen (1/100 yuan), never negative. */
export type Fen = Brand<number, 'Fen'>;

export const isFen = (value: unknown): value is Fen =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/**
 * The only way to make a Fen from a number.
 * @throws RangeError when the value is not a non-negative safe integer
 */
export function fen(value: number): Fen {
  if (!isFen(value)) throw new RangeError(`not an amount in fen: ${value}`);
  return value;
}

/** `2000` → `20`, `1250` → `12.50`, `90` → `0.90`: yuan as a price tag shows them, without the sign. */
export function yuanText(amountFen: Fen): string {
  const yuan = Math.floor(amountFen / 100);
  const cents = amountFen % 100;
  return cents === 0 ? String(yuan) : `${yuan}.${String(cents).padStart(2, '0')}`;
}
