import { TuankaError } from '@contracts/errors';
import type { StoreOrderView } from '@contracts/payment/payment';
import { isStoreId, type StoreId } from '@contracts/primitives/ids';
import { chinaTimeText } from '@contracts/primitives/time';
import { useQuery } from '@tanstack/react-query';
import { Alert, Select, Tag, Typography } from 'antd';
import { useMemo } from 'react';
import { useQueryString } from '../../app/location';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { moneyText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { OrderDrawer } from './order-drawer';
import { orderTexts, type OrderTexts } from './texts';

const columnsOf = (texts: OrderTexts, none: string): ListColumn<StoreOrderView>[] => [
  { key: 'time', title: texts.columns.time, width: 120, render: (row) => chinaTimeText(row.createdAt) },
  {
    key: 'items',
    title: texts.columns.items,
    width: 220,
    render: (row) => row.items.map(({ title }) => title).join('、'),
  },
  {
    key: 'amount',
    title: texts.columns.amount,
    width: 110,
    align: 'right',
    render: (row) => moneyText(row.amountFen),
  },
  {
    key: 'payable',
    title: texts.columns.payable,
    width: 110,
    align: 'right',
    render: (row) => (row.payableFen === null ? none : moneyText(row.payableFen)),
  },
  {
    key: 'method',
    title: texts.columns.method,
    width: 110,
    render: (row) => (row.method === null ? none : texts.methods[row.method]),
  },
  {
    key: 'state',
    title: texts.columns.state,
    width: 130,
    render: ({ state }) => <Tag color={state === 'paid' ? 'success' : 'default'}>{texts.states[state]}</Tag>,
  },
  {
    key: 'refunded',
    title: texts.columns.refunded,
    width: 110,
    align: 'right',
    render: (row) => (row.refundedFen === 0 ? none : moneyText(row.refundedFen)),
  },
  {
    key: 'fulfillment',
    title: texts.columns.fulfillment,
    width: 100,
    render: ({ fulfillment }) =>
      fulfillment === null ? none : fulfillment.isDone ? texts.fulfilled : texts.unfulfilled,
  },
  {
    key: 'settlement',
    title: texts.columns.settlement,
    width: 200,
    isExtra: true,
    render: ({ settlement }) => (settlement === null ? none : texts.settlements[settlement.state]),
  },
];

/** The stores the person works at; which one is looked at stands in the address. */
function useStore(): { id: StoreId | null; stores: { storeId: StoreId; name: string }[]; isKnown: boolean } {
  const query = useQueryString();
  const list = useQuery({ queryKey: ['merchant', 'myStores'], queryFn: () => api.merchant.listMyStores({}) });
  const stores = list.data?.stores ?? [];
  const wanted = query.get('store');
  const id = isStoreId(wanted) ? wanted : (stores[0]?.storeId ?? null);
  return { id, stores, isKnown: list.data !== undefined };
}

export default function OrdersPage() {
  const { pages, none } = useTexts();
  const texts = usePageTexts(orderTexts);
  const query = useQueryString();
  const { id, stores, isKnown } = useStore();
  const columns = useMemo(() => columnsOf(texts, none), [texts, none]);
  const open = query.get('open');
  return (
    <ListPage<StoreOrderView>
      title={pages.orders}
      name="orders"
      isOff={id === null}
      queryKey={['payment', 'orders', id]}
      load={async (cursor) => {
        if (id === null) throw new TuankaError('store_not_found');
        const { orders, nextCursor, now } = await api.payment.listStoreOrders({ storeId: id, cursor });
        return { rows: orders, nextCursor, now };
      }}
      columns={columns}
      rowKey={(row) => row.orderId}
      onOpen={(row) => query.set({ open: row.orderId }, 'push')}
      filters={
        <>
          <Select
            style={{ minWidth: 180 }}
            aria-label={texts.store}
            placeholder={texts.store}
            value={id}
            options={stores.map(({ storeId, name }) => ({ value: storeId, label: name }))}
            onChange={(store: StoreId) => query.set({ store, pages: null, open: null })}
          />
          <Typography.Text type="secondary">{texts.onlyToday}</Typography.Text>
          {isKnown && stores.length === 0 && <Alert type="info" showIcon title={texts.noStore} />}
        </>
      }
    >
      {open !== null && <OrderDrawer key={open} id={open} onClose={() => query.set({ open: null })} />}
    </ListPage>
  );
}
