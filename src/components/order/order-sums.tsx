import type { OrderView } from '@contracts/payment/payment';
import { orderNumberText } from '@contracts/primitives/codes/order-number';
import { chinaTimeText } from '@contracts/primitives/time';
import { Fact, Facts } from '../facts';
import { OrderHero } from './order-hero';
import { methodText } from '@contracts/primitives/words/order-words';
import { fulfillmentText, orderStandText, priceText } from './order-text';

/** From what the goods cost to what is paid, each saving by its own name. */
export const Savings = ({ steps }: Pick<OrderView, 'steps'>) => (
  <>
    {steps.map(({ kind, text, savedFen }) => (
      <Fact key={kind} name={text} value={`-${priceText(savedFen)}`} tone="saved" />
    ))}
  </>
);

interface OrderSumsProps {
  order: OrderView;
  total: string;
  /** Something larger above already says how it stands: then the state is a row. */
  isBelowMoment: boolean;
}

/** How an order stands and its figures that add up, the same for shopper and clerk but for what the total is called. */
export const OrderSums = ({ order, total, isBelowMoment }: OrderSumsProps) => (
  <>
    {!isBelowMoment && <OrderHero order={order} />}
    <Facts>
      <Fact name="消费" value={priceText(order.amountFen)} />
      <Savings steps={order.steps} />
      <Fact name={total} value={priceText(order.payableFen ?? order.amountFen)} tone="total" />
      {order.refundedFen > 0 && <Fact name="已退款" value={priceText(order.refundedFen)} />}
    </Facts>
    <Facts>
      {isBelowMoment && <Fact name="状态" value={orderStandText(order)} />}
      {order.fulfillment !== null && <Fact name="商品" value={fulfillmentText(order.fulfillment)} />}
      <Fact name="门店" value={order.storeName} />
      <Fact name="单号" value={orderNumberText(order.orderId)} />
      {order.method !== null && <Fact name="付款方式" value={methodText[order.method]} />}
      {order.paidAt !== null && <Fact name="付款时间" value={chinaTimeText(order.paidAt)} />}
    </Facts>
  </>
);
