import type { PaymentApi } from '@contracts/payment/payment';
import { orderNumberText } from '@contracts/primitives/codes/order-number';
import { ActionButton } from '@/components/action-button';
import { priceText } from '@/components/order/order-text';
import { methodText } from '@contracts/primitives/words/order-words';
import { Moment } from '@/components/result/moment';
import { ResultView } from '@/components/result/result-view';
import { leavePage } from '@/platform/opening/navigation';

type Bill = ReturnType<PaymentApi['readBill']>['order'];

const priceOf = ({ payableFen, amountFen }: Bill): string => priceText(payableFen ?? amountFen);

/** The money came while the clerk looked at the bill: readable from the other side of the counter. */
export const PaidMoment = ({ bill }: { bill: Bill }) => (
  <Moment
    title="已收款"
    figure={priceOf(bill)}
    text={`单号 ${orderNumberText(bill.orderId)}${bill.method === null ? '' : `，${methodText[bill.method]}`}`}
  >
    <ActionButton id="next-bill" onPress={() => void leavePage()}>
      收下一单
    </ActionButton>
  </Moment>
);

/** The shopper has confirmed: at the pay sheet, or with cash in hand. */
export const PayerBusy = ({ bill }: { bill: Bill }) => (
  <ResultView
    icon="note"
    title={bill.atCounter ? '顾客付现金，请收款' : '顾客正在手机上付款'}
    figure={priceOf(bill)}
    text={`单号 ${orderNumberText(bill.orderId)}`}
  />
);
