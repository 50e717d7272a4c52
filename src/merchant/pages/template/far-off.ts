import type { CouponTerms } from '@contracts/coupon/coupon';
import { yuanText } from '@contracts/primitives/fen';

/** Beyond what the shop ever gave, by so much: a digit too many is ten times. */
const FAR = 5;
/** A shop without coupons of its own yet is asked from here on. */
const UNUSUAL_FEN = 20_000;
const UNUSUAL_THRESHOLD_FEN = 200_000;

const largest = (values: readonly number[], otherwise: number): number =>
  values.length === 0 ? otherwise : FAR * Math.max(...values);

/** What of a coupon's terms stands far off everything the shop has published: said before it is issued, never refused. */
export function farOffLines(terms: CouponTerms, published: readonly CouponTerms[]): string[] {
  const mostAmount = largest(
    published.map(({ amountFen }) => amountFen),
    UNUSUAL_FEN,
  );
  const mostThreshold = largest(
    published.flatMap(({ thresholdFen }) => (thresholdFen > 0 ? [thresholdFen] : [])),
    UNUSUAL_THRESHOLD_FEN,
  );
  const { amountFen, thresholdFen } = terms;
  return [
    ...(amountFen > mostAmount ? [`一张最多省 ¥${yuanText(amountFen)}，比店里发过的券大很多。`] : []),
    ...(thresholdFen > mostThreshold ? [`要买满 ¥${yuanText(thresholdFen)} 才能用，很少有人够得着。`] : []),
    ...(terms.kind === 'amount_off' && thresholdFen > 0 && amountFen * 2 >= thresholdFen
      ? [`满 ¥${yuanText(thresholdFen)} 就减 ¥${yuanText(amountFen)}，等于半价或更低。`]
      : []),
    ...(terms.kind === 'percent_off' && terms.percentOff >= 50
      ? [terms.percentOff === 100 ? '减 100% 就是免单。' : `减 ${terms.percentOff}% 等于半价或更低。`]
      : []),
  ];
}
