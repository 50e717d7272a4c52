import type { SegmentRule } from '../../../contracts/audience/segment-rule';

/** What every shop begins with; an operator may change each, as any other. */
interface BuiltIn {
  _id: string;
  name: string;
  rule: SegmentRule;
}

/** Everybody: the others of a segment are those of it that are not in the segment. */
export const EVERYONE = 'seg_everyone';

const orders = (days: number | null, min: number | null, max: number | null): SegmentRule => ({
  if: 'orders',
  days,
  min,
  max,
});
const silent = (min: number, max: number | null = null): SegmentRule => ({
  if: 'since',
  what: 'order',
  min,
  max,
});

const lately = (what: 'lowScore' | 'qualityRefund' | 'openComplaint'): SegmentRule => ({
  if: 'since',
  what,
  min: null,
  max: 60,
});

export const builtIns: readonly BuiltIn[] = [
  { _id: EVERYONE, name: '全部会员', rule: { if: 'bucket', from: 0, until: 1000 } },
  { _id: 'seg_never-ordered', name: '从未下单', rule: orders(null, null, 0) },
  { _id: 'seg_newcomer', name: '新会员', rule: { if: 'since', what: 'joined', min: null, max: 7 } },
  { _id: 'seg_first-order-only', name: '只下过首单', rule: orders(null, 1, 1) },
  { _id: 'seg_active', name: '活跃', rule: orders(30, 2, 3) },
  { _id: 'seg_loyal', name: '忠诚', rule: orders(30, 4, null) },
  { _id: 'seg_dormant', name: '沉睡', rule: silent(31) },
  {
    _id: 'seg_at-risk',
    name: '有流失风险',
    rule: { all: [orders(null, 2, null), { if: 'silent', days: 45, gaps: 2 }] },
  },
  { _id: 'seg_lost', name: '已流失', rule: silent(181) },
  {
    _id: 'seg_price-sensitive',
    name: '价格敏感',
    rule: { all: [orders(null, 3, null), { if: 'couponShare', min: 60, max: null }] },
  },
  {
    _id: 'seg_service-sensitive',
    name: '服务敏感',
    rule: { any: [lately('lowScore'), lately('qualityRefund'), lately('openComplaint')] },
  },
  { _id: 'seg_birthday', name: '本月生日', rule: { if: 'birthday', months: [] } },
  { _id: 'seg_points-expiring', name: '积分快到期', rule: { if: 'expiring', what: 'points', days: 30 } },
  { _id: 'seg_coupon-expiring', name: '券快到期', rule: { if: 'expiring', what: 'coupons', days: 3 } },
];
