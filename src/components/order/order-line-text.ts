import type { OrderLine, QuoteLine } from '@contracts/payment/payment';
import { priceText } from './order-text';

/** A line of a bill in words. */
export const lineName = ({ title, quantity }: Pick<OrderLine, 'title' | 'quantity'>): string =>
  quantity > 1 ? `${title} × ${quantity}` : title;

/** Its part of what was saved; empty when nothing was. */
export const savedText = ({ memberSavedFen, couponSavedFen, pointsSavedFen, points }: QuoteLine): string =>
  [
    memberSavedFen > 0 ? `会员价省 ${priceText(memberSavedFen)}` : '',
    couponSavedFen > 0 ? `优惠券省 ${priceText(couponSavedFen)}` : '',
    pointsSavedFen > 0 ? `${points} 积分抵 ${priceText(pointsSavedFen)}` : '',
  ]
    .filter((text) => text !== '')
    .join('，');

/** A bill of a single unit is its total. */
export const isWorthLines = (lines: readonly OrderLine[]): boolean =>
  lines.length > 1 || lines.some(({ quantity }) => quantity > 1);
