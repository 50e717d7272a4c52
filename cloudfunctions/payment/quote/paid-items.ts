import type { BillItem, Quote } from '../../../contracts/payment/payment';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import { sharesOf } from '../refund/line-refund';
import { shareOut } from '../refund/line-shares';

interface PaidItem {
  category: string | null;
  paidFen: Fen;
}

/** What was paid, or what of it is not back, shared over the items by what each of them came to. */
export function paidItems(
  order: { items: readonly BillItem[]; amountFen: Fen; agreed: Quote | null },
  paidFen: Fen,
): PaidItem[] {
  const parts = shareOut(
    paidFen,
    sharesOf(order).map((share) => share.paidFen),
  );
  return order.items.map(({ category }, line) => ({ category, paidFen: fen(parts[line] ?? 0) }));
}
