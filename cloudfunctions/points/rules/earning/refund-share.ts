/**
 * The share of a refund in what an order earned or spent. Cumulative: each refund brings the total up to
 * floor(whole × refunded so far ÷ paid), the last one up to the whole. So rounding never adds up, no sequence takes or
 * gives more than the whole, and refunds may come in any order.
 */
export interface RefundedSoFar {
  /** Everything refunded including this refund, in fen. */
  refundedFen: number;
  totalFen: number;
  /** Nothing is left to refund after this one, or an earlier one said so. */
  complete: boolean;
}

/** What of `whole` is due back in total after this refund. */
export function dueBack(whole: number, { refundedFen, totalFen, complete }: RefundedSoFar): number {
  if (complete || totalFen <= 0 || refundedFen >= totalFen) return whole;
  return Number((BigInt(whole) * BigInt(Math.max(0, refundedFen))) / BigInt(totalFen));
}
