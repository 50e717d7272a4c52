import { useReachBottom } from '@tarojs/taro';
import { chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { orderStateText, priceText } from '@/components/order/order-text';
import { PageFailure } from '@/components/page/page-failure';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { Tappable } from '@/components/tappable';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openBuy, openOrder } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService } from '@/services';

/** 我的订单, newest first. */
export default function OrdersPage() {
  const list = usePagedCall(async (cursor) => {
    const { orders, nextCursor, now } = await paymentService.listOrders({ cursor });
    return { items: orders, nextCursor, now };
  });
  const { state, reload } = list;
  useOnShow(() => void reload());
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <PageFailure error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="还没有订单" text="在店里付款时扫店员的码，或自己买单">
          <ActionButton id="buy" onPress={() => void openBuy()}>
            去买单
          </ActionButton>
        </PageNote>
      )}
      {list.shown.map((order) => (
        <Tappable key={order.orderId} onPress={() => void openOrder(order.orderId)}>
          <Facts>
            <Fact name={order.storeName} value={orderStateText[order.state]} />
            <Fact
              name={chinaTimeText(order.paidAt ?? order.createdAt)}
              value={priceText(order.payableFen ?? order.amountFen)}
            />
          </Facts>
        </Tappable>
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" onPress={list.showMore}>
          更多订单
        </ActionButton>
      )}
    </PageShell>
  );
}
