import type { Brand } from '../brand';
import { cardNumber, cardNumberText, isCardNumber } from './card-number';

/**
 * The code with which a redemption is picked up: 12 digits with the check digits of a card number, so that a clerk who
 * types it wrong is told so before anything is asked of the server.
 */
export type PickupCode = Brand<string, 'PickupCode'>;

export const isPickupCode = (value: unknown): value is PickupCode => isCardNumber(value);

/** @param payload 10 digits */
export function pickupCode(payload: string): PickupCode {
  const code: string = cardNumber(payload);
  if (!isPickupCode(code)) throw new RangeError(`no pick-up code of ${payload}`);
  return code;
}

/** `123456789012` → `1234 5678 9012`, for reading aloud. */
export const pickupCodeText = (code: string): string => (isCardNumber(code) ? cardNumberText(code) : code);
