import type { CouponTerms } from '../../contracts/coupon';
import { fen, yuanText } from '../../contracts/primitives/fen';
import type { CouponId } from '../../contracts/primitives/ids';
import { chinaTimeText, wechatTimeText, type Instant } from '../../contracts/primitives/time';

export interface ExpiringCoupon {
  _id: CouponId;
  terms: CouponTerms;
  expiresAt: Instant;
}

/** A message, once as the inbox shows it and once as the values a WeChat template may show. */
export interface MessageContent {
  title: string;
  lines: string[];
  /** Page in the mini-program, no leading slash. */
  page: string;
  values: { title: string; amount: string; expiresAt: string; tip: string };
}

const LIST_PAGE = 'shopper/pages/coupons/index';
const DETAIL_PAGE = 'shopper/pages/coupon/index';

/**
 * One message for all coupons due together, the most urgent first.
 * @param coupons at least one, in any order
 */
export function couponExpiryMessage(coupons: readonly ExpiringCoupon[]): MessageContent {
  const [first, ...others] = [...coupons].sort((a, b) => a.expiresAt - b.expiresAt);
  if (!first) throw new RangeError('a reminder without a coupon');
  const worth = yuanText(fen(coupons.reduce((sum, { terms }) => sum + terms.amountFen, 0)));
  const several = others.length > 0;
  return {
    title: several ? `${coupons.length} 张优惠券快到期了` : '优惠券快到期了',
    lines: coupons.map(({ terms, expiresAt }) => `「${terms.title}」${chinaTimeText(expiresAt)} 到期`),
    page: several ? LIST_PAGE : `${DETAIL_PAGE}?id=${first._id}`,
    values: {
      title: several ? `${first.terms.title}等${coupons.length}张` : first.terms.title,
      amount: `¥${worth}`,
      expiresAt: wechatTimeText(first.expiresAt),
      tip: '到期后就不能用了，记得用掉哦',
    },
  };
}
