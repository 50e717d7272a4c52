import type { OrderId } from '../../../contracts/primitives/ids';

/** What a slice of a check says. Pure. */
export interface Finding {
  text: string;
  orderId: OrderId | null;
}

export interface Slice {
  looked: number;
  found: Finding[];
  /** Where the next slice goes on; null: all was looked at. */
  place: string | null;
}

export const finding = (text: string, orderId: OrderId | null = null): Finding => ({ text, orderId });
