/** How far an order has been refunded, and by how much more now. Fen. */
export interface RefundStep {
  paidFen: number;
  refundedBeforeFen: number;
  refundFen: number;
}

/**
 * What one refund takes back of something the order gave (points, growth value, a reward): in proportion to the money,
 * rounded down, and the remainder with the refund that makes it whole. The shares of all refunds of an order add up to
 * exactly `total`, however it is cut.
 */
export function refundShare(total: number, { paidFen, refundedBeforeFen, refundFen }: RefundStep): number {
  const upTo = (refundedFen: number): number =>
    refundedFen >= paidFen ? total : Math.floor((total * refundedFen) / paidFen);
  return upTo(refundedBeforeFen + refundFen) - upTo(refundedBeforeFen);
}
