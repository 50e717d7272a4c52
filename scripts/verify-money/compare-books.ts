import type { DocumentOf } from '../../cloudfunctions/kit/store/schema';
import { orderDifferences } from '../../cloudfunctions/office/reconciliation/order-book';
import { isOpenRefund } from '../../cloudfunctions/payment/refund/booked-refund';

/** Our book against WeChat Pay's, and each order against its own payments and refunds. Pure: what differs, nothing else. */
type Order = DocumentOf<'orders'>;
type Payment = DocumentOf<'payments'>;
type Refund = DocumentOf<'refunds'>;

export interface Book {
  orders: readonly Order[];
  payments: readonly Payment[];
  refunds: readonly Refund[];
}

/** What WeChat Pay says, by out_trade_no and out_refund_no; amounts in fen, null where it did not say. */
export interface WechatBook {
  payments: ReadonlyMap<string, { isPaid: boolean; amountFen: number | null }>;
  refunds: ReadonlyMap<string, { status: string; amountFen: number | null }>;
  /** Numbers WeChat was asked about and did not answer. */
  unanswered: readonly string[];
}

export interface Difference {
  /** Document id. */
  id: string;
  what: string;
  book: string;
  wechat: string;
  /** The sweep is still asking: not wrong yet. */
  onItsWay: boolean;
}

export function compareBooks(book: Book, wechat: WechatBook): Difference[] {
  const orders = new Map<string, Order>(book.orders.map((order) => [order._id, order]));
  return [
    ...book.payments.flatMap((payment) => paymentDifferences(payment, orders.get(payment.orderId), wechat)),
    ...book.refunds.flatMap((refund) => refundDifferences(refund, wechat)),
    ...strangers(book, wechat),
    ...book.orders.flatMap((order) =>
      orderDifferences(order, book).map(({ what, said, found }) =>
        difference(order._id, `订单的${what}`, said, `单据合计 ${found}`),
      ),
    ),
  ];
}

const difference = (
  id: string,
  what: string,
  book: string | number,
  wechat: string | number,
  onItsWay = false,
): Difference => ({ id, what, book: String(book), wechat: String(wechat), onItsWay });

function paymentDifferences(
  payment: Payment,
  order: Order | undefined,
  { payments, unanswered }: WechatBook,
): Difference[] {
  if (payment.method !== 'wechat') return [];
  if (unanswered.includes(payment._id))
    return [difference(payment._id, '付款没有问到', payment.status, '没有回答')];
  const known = payments.get(payment._id);
  const isPaid = known?.isPaid ?? false;
  const onItsWay = order?.status === 'awaiting_payment' && order.checkAt !== null;
  if (isPaid !== (payment.status === 'succeeded'))
    return [difference(payment._id, '付款', payment.status, isPaid ? '已付' : '未付', onItsWay)];
  if (isPaid && known && known.amountFen !== null && known.amountFen !== payment.amountFen)
    return [difference(payment._id, '付款金额', payment.amountFen, known.amountFen)];
  return [];
}

function refundDifferences(refund: Refund, { refunds, unanswered }: WechatBook): Difference[] {
  if (refund.method !== 'wechat') return [];
  if (unanswered.includes(refund._id))
    return [difference(refund._id, '退款没有问到', refund.status, '没有回答')];
  const known = refunds.get(refund._id);
  const isDone = known?.status === 'SUCCESS';
  const found: Difference[] = [];
  if (isDone !== (refund.status === 'succeeded'))
    found.push(
      difference(refund._id, '退款', refund.status, known?.status ?? '没有', isOpenRefund(refund.status)),
    );
  if (known && known.amountFen !== null && known.amountFen !== refund.amountFen)
    found.push(difference(refund._id, '退款金额', refund.amountFen, known.amountFen));
  return found;
}

/** Money WeChat knows of and we do not. */
function strangers(book: Book, { payments, refunds }: WechatBook): Difference[] {
  const ours = new Set<string>([...book.payments, ...book.refunds].map(({ _id }) => _id));
  const paid = [...payments].filter(([id, { isPaid }]) => isPaid && !ours.has(id));
  const back = [...refunds].filter(([id]) => !ours.has(id));
  return [
    ...paid.map(([id, { amountFen }]) => difference(id, '付款', '没有', amountFen ?? '已付')),
    ...back.map(([id, { status }]) => difference(id, '退款', '没有', status)),
  ];
}
