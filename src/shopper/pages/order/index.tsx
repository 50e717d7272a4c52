import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useMemo } from 'react';
import { refuse } from '@contracts/errors';
import type { OrderView } from '@contracts/payment/payment';
import type { OrderId } from '@contracts/primitives/ids';
import { chinaTimeText } from '@contracts/primitives/time';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { OrderLines } from '@/components/order/order-lines';
import { handoverText, methodText, orderStateText, priceText } from '@/components/order/order-text';
import { PageFailure } from '@/components/page/page-failure';
import { PageLoading } from '@/components/page/page-loading';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { openCheckout, openClaim } from '@/platform/opening/navigation';
import { orderIdFromParams } from '@/platform/opening/order-link';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService } from '@/services';
import styles from './index.module.scss';
import { PickUp } from './pick-up';

/** An order still waiting asks WeChat Pay itself: the notice may be on its way. */
async function readOrder(orderId: OrderId | null) {
  if (orderId === null) throw refuse('order_not_found');
  const read = await paymentService.readOrder({ orderId });
  if (read.order.state !== 'awaiting_payment') return read;
  return { ...read, ...(await paymentService.confirm({ orderId })) };
}

function Receipts({ order }: { order: OrderView }) {
  if (order.receipts.length === 0) return null;
  return (
    <>
      <SectionTitle text="凭证" />
      <Facts>
        {order.receipts.map(({ text, at }, position) => (
          <View key={position}>
            <Text>{text}</Text>
            <View className={styles['when']}>
              <Text>{chinaTimeText(at)}</Text>
            </View>
          </View>
        ))}
      </Facts>
    </>
  );
}

const Sums = ({ order }: { order: OrderView }) => (
  <Facts>
    <Fact name="状态" value={orderStateText[order.state]} />
    {order.handover !== null && <Fact name="商品" value={handoverText(order.handover)} />}
    <Fact name="门店" value={order.storeName} />
    <Fact name="消费" value={priceText(order.amountFen)} />
    {order.method !== null && <Fact name="付款方式" value={methodText[order.method]} />}
    {order.paidAt !== null && <Fact name="付款时间" value={chinaTimeText(order.paidAt)} />}
    {order.refundedFen > 0 && <Fact name="已退款" value={priceText(order.refundedFen)} tone="saved" />}
    <Fact name="实付" value={priceText(order.payableFen ?? order.amountFen)} tone="total" />
  </Facts>
);

/** An order after paying, and whenever it is looked at again: what was paid, saved, earned and given back. */
export default function OrderPage() {
  const { params } = useRouter();
  const orderId = useMemo(() => orderIdFromParams(params), [params]);
  const { state, reload } = useCall(() => readOrder(orderId));
  useOnShow(() => void reload());
  const cancel = useAction(async () => {
    if (orderId === null) return;
    await paymentService.cancel({ orderId });
    await reload();
  });
  const data = state.status === 'ready' ? state.snapshot.data : null;
  const isWaiting = data?.order.state === 'awaiting_payment';
  const isClaimable = data !== null && data.claimId !== null && data.order.state === 'paid';
  const hasActions = isWaiting || isClaimable;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading card={false} rows={3} />}
      {state.status === 'failed' && <PageFailure error={state.error} onRetry={() => void reload()} />}
      {data && (
        <>
          {isWaiting && (
            <InlineNote icon="note" tone="calm" text="还没有收到付款。付现金的话，请把手机给店员看。" />
          )}
          <Sums order={data.order} />
          {data.pickUp !== null && (
            <PickUp order={data.order} pickUp={data.pickUp} onChanged={() => void reload()} />
          )}
          {data.order.paidAt !== null && <OrderLines lines={data.lines} />}
          <Receipts order={data.order} />
          {hasActions && (
            <ActionBar>
              {cancel.error && <InlineNote text={cancel.error.message} />}
              {isClaimable && (
                <ActionButton id="claim" onPress={() => data.claimId && void openClaim(data.claimId)}>
                  领取会员卡
                </ActionButton>
              )}
              {isWaiting && orderId !== null && (
                <>
                  <ActionButton id="pay-again" onPress={() => void openCheckout(orderId)}>
                    去付款
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
          )}
        </>
      )}
    </PageShell>
  );
}
