import type { PaymentApi } from '@contracts/payment/payment';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { settlementText } from '@/components/order/order-text';
import { chinaTimeText } from '@contracts/primitives/time';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { paymentService } from '@/services';

type Bill = ReturnType<PaymentApi['readBill']>['order'];
const QUESTION = {
  title: '没有扫提货码',
  lines: ['请先核对顾客手机上的订单，再交付商品。', '记为已交付后不能撤回。'],
  yes: '已核对，交付',
};

interface FulfillmentProps {
  bill: Bill;
  /** What the scan of the payer's code read; null: the clerk found the bill in the list. */
  proof: string | null;
  onDone: () => void;
}

/** The goods of a bill that was paid in WeChat, and when its money is the merchant's. */
export function Fulfillment({ bill: { orderId, fulfillment, settlement }, proof, onDone }: FulfillmentProps) {
  const { ask, sheet } = useConfirmSheet();
  const fulfillOrder = useAction(async () => {
    if (proof === null && !(await ask(QUESTION))) return;
    await paymentService.fulfillOrder({ orderId, proof });
    onDone();
  });
  return (
    <>
      {settlement !== null && (
        <Facts>
          <Fact name="货款" value={settlementText[settlement.state]} />
          {settlement.state === 'shipped' && settlement.releaseAt !== null && (
            <Fact name="预计结算" value={chinaTimeText(settlement.releaseAt)} />
          )}
          {settlement.settledAt !== null && (
            <Fact name="结算时间" value={chinaTimeText(settlement.settledAt)} />
          )}
          {settlement.problem !== null && <Fact name="微信返回" value={settlement.problem} />}
        </Facts>
      )}
      {fulfillOrder.error && <InlineNote text={fulfillOrder.error.message} />}
      {fulfillment?.isDone === false && (
        <ActionButton
          id="fulfill"
          look={proof === null ? 'quiet' : 'primary'}
          disabled={fulfillOrder.busy}
          onPress={() => void fulfillOrder.run(undefined)}
        >
          {proof === null ? '没扫码，手动标记已交付' : '提货码无误，商品已交给顾客'}
        </ActionButton>
      )}
      {sheet}
    </>
  );
}
