import type { OrderView } from '@contracts/payment/payment';
import type { ClaimId } from '@contracts/primitives/ids';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { useAction } from '@/hooks/use-action';
import { openCheckout, openClaim, openHome } from '@/platform/opening/navigation';
import { paymentService } from '@/services';

interface OrderActionsProps {
  order: OrderView;
  /** The card this payment brought, to be claimed; null: none. */
  claimId: ClaimId | null;
  justPaid: boolean;
  onChanged: () => Promise<unknown>;
}

/** What can be done with an order now: claim its card, go home, pay or let go. Nothing with one that is over. */
export function OrderActions({ order, claimId, justPaid, onChanged }: OrderActionsProps) {
  const { orderId } = order;
  const cancel = useAction(async () => {
    await paymentService.cancel({ orderId });
    await onChanged();
  });
  const isWaiting = order.state === 'awaiting_payment';
  if (!isWaiting && claimId === null && !justPaid) return null;
  return (
    <ActionBar>
      {cancel.error && <InlineNote text={cancel.error.message} />}
      {claimId !== null && (
        <ActionButton id="claim" onPress={() => void openClaim(claimId)}>
          领取会员卡
        </ActionButton>
      )}
      {justPaid && (
        <ActionButton id="done" look={claimId === null ? 'primary' : 'quiet'} onPress={() => void openHome()}>
          好了，回首页
        </ActionButton>
      )}
      {isWaiting && (
        <>
          <ActionButton
            id="pay-again"
            look={order.atCounter ? 'secondary' : 'primary'}
            onPress={() => void openCheckout(orderId)}
          >
            {order.atCounter ? '改用微信支付' : '去付款'}
          </ActionButton>
          <ActionButton
            id="cancel"
            look="quiet"
            disabled={cancel.busy}
            onPress={() => void cancel.run(undefined)}
          >
            取消订单
          </ActionButton>
        </>
      )}
    </ActionBar>
  );
}
