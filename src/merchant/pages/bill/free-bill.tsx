import type { PaymentApi } from '@contracts/payment/payment';
import { fen } from '@contracts/primitives/fen';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { paymentService } from '@/services';

type Bill = ReturnType<PaymentApi['readBill']>['order'];

const QUESTION = {
  title: '撤销这一单？',
  lines: ['这一单没有付钱，不涉及退款。', '用掉的券和积分退回顾客，得到的积分和奖励收回；撤销后不能恢复。'],
  yes: '撤销这一单',
};

/** Nothing was paid, so no money comes back: what comes back is the coupon and the points. */
export function FreeBill({ bill, onUndone }: { bill: Bill; onUndone: () => void }) {
  const { ask, sheet } = useConfirmSheet();
  const { idFor } = useRequestId();
  const undo = useAction(async () => {
    if (!(await ask(QUESTION))) return;
    const wish = { orderId: bill.orderId, amountFen: fen(0), reason: '撤销这一单' };
    await paymentService.refund(wish, { requestId: idFor(wish) });
    onUndone();
  });
  return (
    <>
      {undo.error && <InlineNote text={undo.error.message} />}
      <ActionButton id="undo-free" look="quiet" disabled={undo.busy} onPress={() => void undo.run(undefined)}>
        撤销这一单，退回券和积分
      </ActionButton>
      {sheet}
    </>
  );
}
