import { isBack, isOpenRefund } from '../../payment/refund/booked-refund';
import { payableOf } from '../../payment/quote/order';

/** Whether an order says what its own payments and refunds add up to. Pure. */
type Payable = Parameters<typeof payableOf>[0];
type RefundStatus = Parameters<typeof isBack>[0];

export interface BookedOrder extends Payable {
  _id: string;
  status: string;
  refundedFen: number;
  refundingFen: number;
  surplusFen: number;
  surplusBackFen: number;
}
export interface BookedPayment {
  orderId: string;
  status: string;
  surplus: boolean;
  amountFen: number;
}
export interface BookedRefund {
  orderId: string;
  kind: 'order' | 'surplus';
  status: RefundStatus;
  amountFen: number;
}

export interface OrderDifference {
  what: string;
  /** What the order says, and what its documents add up to. */
  said: number;
  found: number;
}

const sumOf = (documents: readonly { amountFen: number }[]): number =>
  documents.reduce((sum, { amountFen }) => sum + amountFen, 0);

export function orderDifferences(
  order: BookedOrder,
  { payments, refunds }: { payments: readonly BookedPayment[]; refunds: readonly BookedRefund[] },
): OrderDifference[] {
  const paid = payments.filter(({ orderId, status }) => orderId === order._id && status === 'succeeded');
  const own = refunds.filter(({ orderId }) => orderId === order._id);
  const ofOrder = own.filter(({ kind }) => kind === 'order');
  const ofSurplus = own.filter(({ kind }) => kind === 'surplus');
  const counted = paid.filter(({ surplus }) => !surplus);
  const isPaid = order.status === 'paid';
  const surplusFen = sumOf(paid.filter(({ surplus }) => surplus));
  const surplusOpenFen = sumOf(ofSurplus.filter(({ status }) => isOpenRefund(status)));
  const checks: [what: string, said: number, found: number][] = [
    ['算数的付款笔数', isPaid ? 1 : 0, counted.length],
    ['实付', isPaid ? payableOf(order) : 0, sumOf(counted)],
    ['已退', order.refundedFen, sumOf(ofOrder.filter(({ status }) => isBack(status)))],
    ['退款中', order.refundingFen, sumOf(ofOrder.filter(({ status }) => isOpenRefund(status)))],
    ['多收', order.surplusFen, surplusFen],
    ['多收已退', order.surplusBackFen, sumOf(ofSurplus.filter(({ status }) => isBack(status)))],
    ['多收没在退的', 0, Math.max(0, surplusFen - order.surplusBackFen - surplusOpenFen)],
    ['多退', 0, Math.max(0, order.refundedFen - (isPaid ? payableOf(order) : 0))],
  ];
  return checks
    .filter(([, said, found]) => said !== found)
    .map(([what, said, found]) => ({ what, said, found }));
}
