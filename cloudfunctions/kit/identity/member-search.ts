import type { CardNumber } from '../../../contracts/primitives/codes/card-number';
import { isMaskedPhone, type MaskedPhone } from '../../../contracts/primitives/phone';
import { cardNumberTyped, numberTyped } from '../../../contracts/primitives/typed';

/** What somebody who types this looks for. */
export type Wanted =
  | { by: 'card'; cardNumber: CardNumber }
  /** A mainland number with its country code. */
  | { by: 'phone'; digits: string }
  | { by: 'last_four'; digits: string; masked: readonly MaskedPhone[] }
  | { by: 'nickname'; nickname: string };

/** Mainland mobile numbers begin with 13 to 19: numbers are kept masked, so the last four are looked for behind each beginning. */
const BEGINNINGS = Array.from({ length: 70 }, (_, at) => String(130 + at));

const endingIn = (tail: string): MaskedPhone[] =>
  BEGINNINGS.map((beginning) => `${beginning}****${tail}`).filter(isMaskedPhone);

/** Digits are a card number, a phone number or its end; everything else is a name. */
export function wantedOf(text: string): Wanted {
  const cardNumber = cardNumberTyped(text);
  if (cardNumber !== null) return { by: 'card', cardNumber };
  const digits = numberTyped(text);
  // As files and phone books write it, too: +86, 0086 or 86 before it.
  const phone = /^(?:\+?86|0086)?(1[3-9]\d{9})$/.exec(digits)?.[1];
  if (phone !== undefined) return { by: 'phone', digits: `+86${phone}` };
  if (/^\d{4}$/.test(digits)) return { by: 'last_four', digits, masked: endingIn(digits) };
  return { by: 'nickname', nickname: text.trim() };
}
