import type { Fulfillment, OrderView, Settlement } from '@contracts/payment/payment';
import { orderStateText } from '@contracts/primitives/words/order-words';
import { fen, yuanText } from '@contracts/primitives/fen';

/** 付款中 is said only while somebody is at the pay sheet: one who pays cash waits for the clerk. */
export const orderStandText = ({ state, atCounter }: Pick<OrderView, 'state' | 'atCounter'>): string =>
  state === 'awaiting_payment' && atCounter ? '等店员收款' : orderStateText[state];

/** What the total of an order is called: nobody has paid anything before they have. */
export const totalName = ({ paidAt }: Pick<OrderView, 'paidAt'>): '应付' | '实付' =>
  paidAt === null ? '应付' : '实付';

/** 待提货 → 已提货. */
export const fulfillmentText = ({ mode, isDone }: Fulfillment): string =>
  mode === 'same_city' ? (isDone ? '已送达' : '待送达') : isDone ? '已提货' : '待提货';

/** When money paid in WeChat is the merchant's. */
export const settlementText: Record<Settlement['state'], string> = {
  due: '冻结中，等待上传发货信息',
  shipped: '冻结中，等顾客确认或到期自动确认',
  received: '顾客已收货，等待结算',
  settled: '已结算到商户号',
  not_needed: '已退款，不用结算',
  failed: '冻结中，发货信息没有传上去',
};

export const priceText = (amountFen: number): string => `¥${yuanText(fen(amountFen))}`;
