import type { CouponTerms } from '../../../contracts/coupon/coupon';
import { fen, yuanText } from '../../../contracts/primitives/fen';
import {
  isCouponId,
  isCouponTemplateId,
  type CouponId,
  type MemberId,
} from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaEndText,
  DAY_MS,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  wechatTimeText,
} from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';
import { SAMPLE_AT } from '../../kit/outbox/sample-instant';

/** A coupon about to expire, as its reminder needs it. */
export interface ExpiringCoupon {
  _id: CouponId;
  status: string;
  terms: CouponTerms;
  expiresAt: Instant;
}

interface IssuedCoupon {
  _id: CouponId;
  memberId: MemberId;
  terms: CouponTerms;
  issuedAt: Instant;
  expiresAt: Instant;
}

const LIST_PAGE = 'shopper/pages/coupons/index';
const DETAIL_PAGE = 'shopper/pages/coupon/index';

/** A coupon of hours: whoever got it is awake, and in the morning it is gone. */
const SHORT_LIFE_MS = 6 * HOUR_MS;
const SHORT_LEAD_MS = 30 * MINUTE_MS;

/**
 * How long before its expiry a coupon is worth a reminder, in proportion to its life (product.md, J7):
 * 30 minutes before a 2-hour coupon, 2 hours before a 1-day one, 1 day before longer ones; at most a quarter of
 * a very short life, so that it never comes together with the coupon itself.
 */
export function reminderLeadMs(lifeMs: number): number {
  if (lifeMs < SHORT_LIFE_MS) return Math.min(SHORT_LEAD_MS, Math.floor(lifeMs / 4));
  return lifeMs < 2 * DAY_MS ? 2 * HOUR_MS : DAY_MS;
}

/** One reminder per coupon, at its proportional moment. */
export const couponReminders = (coupons: readonly IssuedCoupon[]): ScheduledReminder[] =>
  coupons.map((coupon) =>
    newReminder({
      kind: 'coupon_expiry',
      recipient: coupon.memberId,
      subjectId: coupon._id,
      dueAt: addMs(coupon.expiresAt, -reminderLeadMs(coupon.expiresAt - coupon.issuedAt)),
      deadline: coupon.expiresAt,
      worthFen: coupon.terms.amountFen,
    }),
  );

function sample(title: string, amountFen: number): ExpiringCoupon {
  const [_id, templateId] = ['cpn_sample', 'tpl_sample'];
  if (!isCouponId(_id) || !isCouponTemplateId(templateId)) throw new RangeError('sample ids');
  const terms = {
    templateId,
    kind: 'amount_off' as const,
    title,
    amountFen: fen(amountFen),
    thresholdFen: fen(0),
    categories: null,
    storeIds: null,
    planIds: null,
    stacksWithMemberPrice: true,
    stacksWithPoints: true,
    transferable: false,
  };
  return {
    _id,
    status: 'unused',
    terms: { ...terms, conditions: [] },
    expiresAt: SAMPLE_AT,
  };
}

export const couponExpiry: ReminderKind<ExpiringCoupon> = {
  name: 'coupon_expiry',
  channels: ['subscription', 'official_account'],
  capped: true,
  values: { title: 'text', amount: 'money', expiresAt: 'time', tip: 'text' },
  breaksQuiet: ({ dueAt, deadline }) => deadline - dueAt <= SHORT_LEAD_MS,
  skipReason(coupon, now) {
    if (!coupon) return 'missing';
    if (coupon.status === 'used') return 'used';
    if (coupon.status === 'revoked' || coupon.status === 'given') return 'withdrawn';
    // Held by an unpaid order or offered to a friend: it may come back, and then its owner should know.
    return now < coupon.expiresAt ? null : 'expired';
  },
  content(coupons) {
    const [first, ...others] = [...coupons].sort((a, b) => a.expiresAt - b.expiresAt);
    if (!first) throw new RangeError('a reminder without a coupon');
    const worth = yuanText(fen(coupons.reduce((sum, { terms }) => sum + terms.amountFen, 0)));
    const several = others.length > 0;
    return {
      title: several ? `${coupons.length} 张优惠券快到期了` : '优惠券快到期了',
      lines: [first, ...others].map(
        ({ terms, expiresAt }) => `「${terms.title}」${chinaEndText(expiresAt)} 到期`,
      ),
      page: several ? LIST_PAGE : `${DETAIL_PAGE}?id=${first._id}`,
      values: {
        title: several ? `${first.terms.title}等${coupons.length}张` : first.terms.title,
        amount: `¥${worth}`,
        expiresAt: wechatTimeText(first.expiresAt),
        tip: '到期后就不能用了，记得用掉哦',
      },
    };
  },
  samples: () => [
    [sample('券', 1)],
    [sample('一二三四五六七八九十一二三四五六七八九十', 99_999_999)],
    [sample('新人 3 元券', 300), sample('满 29 减 5', 500)],
  ],
};
