import { chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { fulfillmentText, orderStandText, priceText } from '@/components/order/order-text';
import { PagedList } from '@/components/list/paged-list';
import { PageShell } from '@/components/page/page-shell';
import { Tappable } from '@/components/tappable';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openBuy, openOrder } from '@/platform/opening/navigation';
import { paymentService } from '@/services';

/** 我的订单, newest first. */
export default function OrdersPage() {
  const list = usePagedCall(async (cursor) => {
    const { orders, nextCursor, now } = await paymentService.listOrders({ cursor });
    return { items: orders, nextCursor, now };
  });
  return (
    <PageShell>
      <PagedList
        list={list}
        keyOf={(order) => order.orderId}
        row={(order) => (
          <Tappable onPress={() => void openOrder(order.orderId)}>
            <Facts>
              <Fact name={order.storeName} value={orderStandText(order)} />
              {order.fulfillment !== null && <Fact name="商品" value={fulfillmentText(order.fulfillment)} />}
              <Fact
                name={chinaTimeText(order.paidAt ?? order.createdAt)}
                value={priceText(order.payableFen ?? order.amountFen)}
              />
            </Facts>
          </Tappable>
        )}
        empty={{
          title: '还没有订单',
          text: '在店里付款时扫店员的码，或自己买单',
          children: (
            <ActionButton id="buy" onPress={() => void openBuy()}>
              去买单
            </ActionButton>
          ),
        }}
      />
    </PageShell>
  );
}
