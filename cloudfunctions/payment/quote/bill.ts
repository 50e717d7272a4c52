import type { BillItem } from '../../../contracts/payment/payment';
import { fen, type Fen } from '../../../contracts/primitives/fen';

/** The most one bill may come to: a typing mistake should not become a payment. */
export const MOST_BILL_FEN = 10_000_000;

export const billTotal = (items: readonly BillItem[]): Fen =>
  fen(items.reduce((sum, { amountFen }) => sum + amountFen, 0));

/** A bill that is only an amount. */
export const plainBill = (amountFen: Fen): BillItem[] => [
  { title: '消费', category: null, amountFen, quantity: 1, unitPriceFen: null },
];
