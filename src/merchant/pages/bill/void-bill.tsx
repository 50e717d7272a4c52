import type { PaymentApi } from '@contracts/payment/payment';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { priceText } from '@/components/order/order-text';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { paymentService } from '@/services';

type Bill = ReturnType<PaymentApi['readBill']>['order'];

const questionOf = (bill: Bill) => ({
  title: '作废这张账单？',
  figure: priceText(bill.payableFen ?? bill.amountFen),
  lines: [
    '还没有人付款，不涉及退款；顾客用上的券和积分马上放回去。',
    '作废后顾客扫码也付不了，要收款请重新开单。会记入操作日志。',
  ],
  yes: '作废',
});

/** A bill that nobody paid is ended by whoever stands at the counter, instead of waiting until it runs out. */
export function VoidBill({ bill, onVoided }: { bill: Bill; onVoided: () => void }) {
  const { ask, sheet } = useConfirmSheet();
  const end = useAction(async () => {
    if (!(await ask(questionOf(bill)))) return;
    await paymentService.endBill({ orderId: bill.orderId });
    onVoided();
  });
  return (
    <>
      {end.error && <InlineNote text={end.error.message} />}
      <ActionButton id="void" look="quiet" disabled={end.busy} onPress={() => void end.run(undefined)}>
        {end.busy ? '正在作废…' : '开错了，作废'}
      </ActionButton>
      {sheet}
    </>
  );
}
