import type { BillItem } from '../../contracts/payment';
import { fen, type Fen } from '../../contracts/primitives/fen';
import { billTotal } from './bill';

interface PaidItem {
  category: string | null;
  paidFen: Fen;
}

/** What was paid, shared over the items by their price: each rounded down, what is left over to the last. */
export function paidItems(items: readonly BillItem[], paidFen: Fen): PaidItem[] {
  const whole = BigInt(billTotal(items));
  if (whole === 0n) return items.map(({ category }) => ({ category, paidFen: fen(0) }));
  const shares = items.map(({ amountFen }) => Number((BigInt(amountFen) * BigInt(paidFen)) / whole));
  const left = paidFen - shares.reduce((sum, share) => sum + share, 0);
  return items.map(({ category }, position) => ({
    category,
    paidFen: fen((shares[position] ?? 0) + (position === items.length - 1 ? left : 0)),
  }));
}
