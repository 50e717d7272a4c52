import type { CouponState } from '../../../../contracts/coupon/coupon';
import { couponState } from '../../../coupon/rules/validity';
import type { DocumentOf } from '../../../kit/store/schema';
import { exportLines, momentCell, personHeadings } from './export-lines';

const couponStateText: Readonly<Record<CouponState, string>> = {
  waiting: '还没到时间',
  usable: '可用',
  locked: '订单占用中',
  offered: '转赠中',
  used: '已使用',
  expired: '已过期',
  revoked: '已收回',
  given: '已转赠',
};

/** By when they were issued. */
export const exportCoupons = exportLines<DocumentOf<'coupons'>>({
  headings: ['发放时间', '券', ...personHeadings, '开始', '到期', '状态', '使用时间', '订单号'],
  from: ({ coupons }) => coupons,
  by: 'issuedAt',
  memberOf: ({ memberId }) => memberId,
  line: (coupon, person, now) => [
    momentCell(coupon.issuedAt),
    coupon.terms.title,
    ...person,
    momentCell(coupon.startsAt),
    momentCell(coupon.expiresAt),
    couponStateText[couponState(coupon, now)],
    momentCell(coupon.usedAt),
    coupon.use?.orderId ?? null,
  ],
});
