/**
 * The first order, for the leader's figure, the first-payment card and the invite alike: the first one whose paid money is
 * above zero and not fully back. An order that points or a coupon paid whole is none; one that is refunded whole is none
 * any more, and the earliest of the others is, paid before or after (payment/claim/move-first-order.ts).
 */
export const countsAsOrder = ({ paidFen, refundedFen }: { paidFen: number; refundedFen: number }): boolean =>
  paidFen - refundedFen > 0;
