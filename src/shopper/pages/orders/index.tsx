import { useState } from 'react';
import type { OrderFilter } from '@contracts/payment/payment';
import { chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { fulfillmentText, orderStandText, priceText } from '@/components/order/order-text';
import { PagedList } from '@/components/list/paged-list';
import { Tabs } from '@/components/list/tabs';
import { PageShell } from '@/components/page/page-shell';
import { Tappable } from '@/components/tappable';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openBuy, openOrder } from '@/platform/opening/navigation';
import { paymentService } from '@/services';

const tabs: { name: OrderFilter; text: string }[] = [
  { name: 'all', text: '全部' },
  { name: 'waiting', text: '待付款' },
  { name: 'paid', text: '已付款' },
  { name: 'cancelled', text: '已取消' },
];

const emptyTitles: Readonly<Record<OrderFilter, string>> = {
  all: '还没有订单',
  waiting: '没有等着付的订单',
  paid: '还没有付过款',
  cancelled: '没有取消的订单',
};

function OrderList({ state }: { state: OrderFilter }) {
  const list = usePagedCall(async (cursor) =>
    pageOf(await paymentService.listOrders({ state, cursor }), 'orders'),
  );
  return (
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
        title: emptyTitles[state],
        text: '在店里付款时扫店员的码，或自己买单',
        children: (
          <ActionButton id="buy" onPress={() => void openBuy()}>
            去买单
          </ActionButton>
        ),
      }}
    />
  );
}

/** 我的订单, newest first, by how they stand. */
export default function OrdersPage() {
  const [selected, setSelected] = useState<OrderFilter>('all');
  return (
    <PageShell>
      <Tabs tabs={tabs} selected={selected} onSelect={setSelected} />
      <OrderList key={selected} state={selected} />
    </PageShell>
  );
}
