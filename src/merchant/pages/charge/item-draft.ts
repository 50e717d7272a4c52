import type { BillItem } from '@contracts/payment/payment';
import { fen } from '@contracts/primitives/fen';
import { fenTyped, halfWidth, wholeTyped } from '@contracts/primitives/typed';

export type Item = BillItem;

/** A line of a bill as typed: an amount is enough; with a quantity the amount is that of one. */
export interface ItemForm {
  amount: string;
  name: string;
  quantity: string;
  category: string;
}

export const EMPTY_ITEM: ItemForm = { amount: '', name: '', quantity: '', category: '' };

/** Null while it makes no line yet. */
export function itemFrom({ amount, name, quantity, category }: ItemForm): Item | null {
  const priceFen = fenTyped(amount, 1);
  const isCounted = halfWidth(quantity).trim() !== '';
  const count = isCounted ? wholeTyped(quantity, 1, 999) : 1;
  if (priceFen === null || count === null) return null;
  const named = category.trim() === '' ? null : category.trim();
  return {
    title: name.trim() === '' ? (named ?? '消费') : name.trim(),
    category: named,
    amountFen: fen(priceFen * count),
    quantity: count,
    unitPriceFen: isCounted ? priceFen : null,
  };
}
