import type { CouponTerms } from '../../../contracts/coupon/coupon';
import { fen, yuanText } from '../../../contracts/primitives/fen';
import type { CouponId, MemberId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, instant, wechatTimeText, type Instant } from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';
import { SAMPLE_AT } from '../../kit/outbox/sample-instant';

/** A coupon the merchant took back, as its notice needs it. */
export interface RevokedCoupon {
  status: string;
  terms: Pick<CouponTerms, 'title' | 'amountFen'>;
  revoked: { at: Instant; reason: string } | null;
}

const LIST_PAGE = 'shopper/pages/coupons/index';
/** Whoever finds the coupon missing later has read it in the inbox; on the phone it is news for so long. */
const NEWS_MS = 3 * DAY_MS;

/** 券被收回: at once, to whoever held it. A coupon is taken back once, so it is told once. */
export const couponRevokedNotice = (
  coupon: { _id: CouponId; memberId: MemberId; terms: Pick<CouponTerms, 'amountFen'> },
  now: Instant,
): ScheduledReminder =>
  newReminder({
    kind: 'coupon_revoked',
    recipient: coupon.memberId,
    subjectId: coupon._id,
    dueAt: now,
    deadline: addMs(now, NEWS_MS),
    worthFen: coupon.terms.amountFen,
  });

const sample = (title: string, amountFen: number, reason: string): RevokedCoupon => ({
  status: 'revoked',
  terms: { title, amountFen: fen(amountFen) },
  revoked: { at: SAMPLE_AT, reason },
});

const reasonOf = ({ revoked }: RevokedCoupon): string => revoked?.reason ?? '';

export const couponRevoked: ReminderKind<RevokedCoupon> = {
  name: 'coupon_revoked',
  channels: ['subscription', 'official_account'],
  capped: false,
  values: { title: 'text', amount: 'money', at: 'time', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(coupon, now, { deadline }) {
    if (!coupon) return 'missing';
    if (coupon.status !== 'revoked' || coupon.revoked === null) return 'renewed';
    return now < deadline ? null : 'expired';
  },
  content(coupons) {
    const [first] = coupons;
    if (!first) throw new RangeError('a notice without a coupon');
    const worth = yuanText(fen(coupons.reduce((sum, { terms }) => sum + terms.amountFen, 0)));
    const several = coupons.length > 1;
    return {
      title: several ? `${coupons.length} 张优惠券被商家收回了` : '一张优惠券被商家收回了',
      lines: coupons.map((coupon) => `「${coupon.terms.title}」收回原因：${reasonOf(coupon)}`),
      page: LIST_PAGE,
      values: {
        title: several ? `${first.terms.title}等${coupons.length}张` : first.terms.title,
        amount: `¥${worth}`,
        at: wechatTimeText(first.revoked?.at ?? instant(0)),
        tip: reasonOf(first),
      },
    };
  },
  samples: () => [
    [sample('券', 1, '印错')],
    [
      sample(
        '一二三四五六七八九十一二三四五六七八九十',
        99_999_999,
        '商家活动提前结束，金额印错了，非常抱歉',
      ),
    ],
    [sample('新人 3 元券', 300, '发错了'), sample('满 29 减 5', 500, '发错了')],
  ],
};
