import { fen, yuanText, type Fen } from '../../../contracts/primitives/fen';
import type { OrderId, Recipient, RefundId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, wechatTimeText, type Instant } from '../../../contracts/primitives/time';
import { newReminder, type ScheduledReminder } from '../../kit/outbox/reminder';
import type { ReminderKind } from '../../kit/outbox/reminder-kind';
import { SAMPLE_AT } from '../../kit/outbox/sample-instant';

/** Money given back, as its notice needs it. */
export interface EndedRefund {
  orderId: OrderId | null;
  amountFen: Fen;
  reason: string;
  endedAt: Instant | null;
  /** handled: the merchant gave it back outside WeChat Pay. */
  status: string;
  /** zero: nothing was paid, so nothing comes back. */
  method: string;
  /** Null: not by line. */
  lines: readonly unknown[] | null;
}

const ORDER_PAGE = 'shopper/pages/order/index';
const NEWS_MS = 3 * DAY_MS;
const WORTH_FEN = 2000;

/** 退款到账: at once, to whoever paid. */
export const orderRefundedNotice = (
  refundId: RefundId,
  recipient: Recipient,
  now: Instant,
): ScheduledReminder =>
  newReminder({
    kind: 'order_refunded',
    recipient,
    subjectId: refundId,
    dueAt: now,
    deadline: addMs(now, NEWS_MS),
    worthFen: WORTH_FEN,
  });

const sample = (reason: string, amountFen: number): EndedRefund => ({
  orderId: null,
  amountFen: fen(amountFen),
  reason,
  endedAt: SAMPLE_AT,
  status: 'succeeded',
  method: 'wechat',
  lines: null,
});

/** How the money came back, truthfully: one that came in several ways names none. */
function titleOf(refunds: readonly EndedRefund[], total: string): string {
  if (refunds.every(({ method }) => method === 'zero'))
    return refunds.every(({ lines }) => lines === null) ? '订单已撤销，没有付过钱' : '没有付过钱的商品已退回';
  if (refunds.some(({ status }) => status === 'handled')) return `退款 ¥${total} 已由商家退给你`;
  return refunds.every(({ method }) => method === 'wechat' || method === 'zero')
    ? `退款 ¥${total} 已原路退回`
    : `退款 ¥${total} 已退给你`;
}

function tipOf(refunds: readonly EndedRefund[]): string {
  if (refunds.every(({ method }) => method === 'zero')) return '用掉的券和积分按规则退回';
  const isAllInWechat = refunds.every(
    ({ method, status }) => status !== 'handled' && (method === 'wechat' || method === 'zero'),
  );
  return isAllInWechat ? '款项原路退回，券和积分按规则退回' : '没有收到请联系门店，券和积分按规则退回';
}

export const orderRefunded: ReminderKind<EndedRefund> = {
  name: 'order_refunded',
  channels: ['subscription', 'official_account'],
  capped: false,
  values: { amount: 'money', store: 'text', at: 'time', tip: 'text' },
  breaksQuiet: () => false,
  skipReason(refund, now, { deadline }) {
    if (!refund || refund.endedAt === null) return 'missing';
    return now < deadline ? null : 'expired';
  },
  content(refunds) {
    const [first] = [...refunds].sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
    if (!first || first.endedAt === null) throw new RangeError('a notice without a refund');
    const total = yuanText(fen(refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)));
    return {
      title: titleOf(refunds, total),
      lines: refunds.map(({ amountFen, reason }) => `¥${yuanText(amountFen)} · ${reason}`),
      page: first.orderId === null ? ORDER_PAGE : `${ORDER_PAGE}?id=${first.orderId}`,
      values: {
        amount: `¥${total}`,
        store: first.reason,
        at: wechatTimeText(first.endedAt),
        tip: tipOf(refunds),
      },
    };
  },
  samples: () => [[sample('少货', 1)], [sample('一二三四五六七八九十一二三四五六七八九十', 99_999_999_999)]],
};
