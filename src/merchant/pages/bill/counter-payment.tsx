import type { PaymentApi } from '@contracts/payment/payment';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { priceText } from '@/components/order/order-text';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { paymentService } from '@/services';

type Bill = ReturnType<PaymentApi['readBill']>['order'];
type Method = 'cash' | 'other';

const questionOf = (method: Method, price: string) => ({
  title: method === 'cash' ? '钱已经收到手了？' : '已经用其他方式收到了？',
  figure: price,
  lines: [
    '确认后账单算已付，顾客马上得到积分和奖励，用掉的券和积分不能再用。',
    '记错了要走退款，会记入操作日志。',
  ],
  yes: method === 'cash' ? `收到现金 ${price}` : `收到 ${price}`,
});

/** Money that did not come through WeChat Pay: asked for once with its amount, because nothing takes it back quietly. */
export function CounterPayment({ bill, onDone }: { bill: Bill; onDone: () => void }) {
  const { ask, sheet } = useConfirmSheet();
  const expectedFen = bill.payableFen ?? bill.amountFen;
  const price = priceText(expectedFen);
  const record = useAction(async (method: Method) => {
    if (!(await ask(questionOf(method, price)))) return;
    try {
      // What was asked about: the payer may have chosen anew while the question was open.
      await paymentService.recordCounterPayment({ orderId: bill.orderId, method, expectedFen });
    } finally {
      onDone();
    }
  });
  return (
    <ActionBar>
      {record.error && <InlineNote text={record.error.message} />}
      <ActionButton id="cash" disabled={record.busy} onPress={() => void record.run('cash')}>
        {`现金已收 ${price}`}
      </ActionButton>
      <ActionButton id="other" look="quiet" disabled={record.busy} onPress={() => void record.run('other')}>
        用其他方式收了
      </ActionButton>
      {sheet}
    </ActionBar>
  );
}
