import { fen, yuanText, type Fen } from '../../../contracts/primitives/fen';
import type { OrderId, Recipient } from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaTimeText,
  DAY_MS,
  wechatTimeText,
  type Instant,
} from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';
import { SAMPLE_AT } from '../../kit/outbox/sample-instant';

/** A paid order, as its notice needs it. */
export interface PaidBill {
  _id: OrderId | null;
  storeName: string;
  paidFen: Fen;
  refundedFen: Fen;
  paidAt: Instant | null;
}

const ORDER_PAGE = 'shopper/pages/order/index';
/** Yesterday's receipt is no news. */
const NEWS_MS = DAY_MS;
/** The payer has WeChat Pay's own notice too: a scarce send is worth more elsewhere. */
const WORTH_FEN = 100;

/** 支付成功: at once, to whoever paid, member or not. */
export const orderPaidNotice = (orderId: OrderId, recipient: Recipient, now: Instant): ScheduledReminder =>
  newReminder({
    kind: 'order_paid',
    recipient,
    subjectId: orderId,
    dueAt: now,
    deadline: addMs(now, NEWS_MS),
    worthFen: WORTH_FEN,
  });

const sample = (storeName: string, paidFen: number): PaidBill => ({
  _id: null,
  storeName,
  paidFen: fen(paidFen),
  refundedFen: fen(0),
  paidAt: SAMPLE_AT,
});

const orderPage = (_id: OrderId | null): string => (_id === null ? ORDER_PAGE : `${ORDER_PAGE}?id=${_id}`);

export const orderPaid: ReminderKind<PaidBill> = {
  name: 'order_paid',
  channels: ['subscription', 'official_account'],
  capped: false,
  values: { amount: 'money', store: 'text', at: 'time', tip: 'text' },
  // The answer to the person's own payment.
  breaksQuiet: () => true,
  skipReason(order, now, { deadline }) {
    if (!order || order.paidAt === null) return 'missing';
    if (order.refundedFen >= order.paidFen && order.paidFen > 0) return 'withdrawn';
    return now < deadline ? null : 'expired';
  },
  content(orders) {
    const [first, ...others] = [...orders].sort((a, b) => (b.paidAt ?? 0) - (a.paidAt ?? 0));
    if (!first || first.paidAt === null) throw new RangeError('a notice without a paid order');
    const total = yuanText(fen(orders.reduce((sum, { paidFen }) => sum + paidFen, 0)));
    const several = others.length > 0;
    return {
      title: several ? `${orders.length} 笔买单已支付` : '买单成功',
      lines: [first, ...others].map(
        ({ storeName, paidFen, paidAt }) =>
          `${storeName} · ¥${yuanText(paidFen)}${paidAt === null ? '' : ` · ${chinaTimeText(paidAt)}`}`,
      ),
      page: orderPage(first._id),
      values: {
        amount: `¥${total}`,
        store: first.storeName,
        at: wechatTimeText(first.paidAt),
        tip: '优惠和积分都记在这张单里了',
      },
    };
  },
  samples: () => [
    [sample('店', 1)],
    [sample('一二三四五六七八九十一二三四五六七八九十一二三', 99_999_999_999)],
  ],
};
