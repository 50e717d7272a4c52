import { useState } from 'react';
import type { StoreId } from '@contracts/primitives/ids';
import { orderNumberText } from '@contracts/primitives/codes/order-number';
import { chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { PagedList } from '@/components/list/paged-list';
import { lineName } from '@/components/order/order-line-text';
import { orderStandText, priceText } from '@/components/order/order-text';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StorePicker } from '@/components/form/store-picker';
import { Tappable } from '@/components/tappable';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { useRequestId } from '@/hooks/use-request-id';
import { openBill } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { merchantService, paymentService } from '@/services';
import { NoStore } from '../../components/no-store';
import { ClerksOnly } from '../../components/staff-only';
import { EMPTY_ITEM, itemFrom, type Item } from './item-draft';
import { ItemFields } from './item-fields';

const readStores = async () => {
  const [{ stores }, { categories }] = await Promise.all([
    merchantService.listMyStores({}),
    paymentService.listCategories({}),
  ]);
  return { stores, categories };
};

/** A store's orders, newest first. */
function StoreOrders({ storeId }: { storeId: StoreId }) {
  const list = usePagedCall(async (cursor) =>
    pageOf(await paymentService.listStoreOrders({ storeId, cursor }), 'orders'),
  );
  return (
    <>
      <SectionTitle text="最近的账单" />
      <PagedList
        list={list}
        Failure={ClerksOnly}
        outline={1}
        keyOf={({ orderId }) => orderId}
        row={(order) => (
          <Tappable onPress={() => void openBill(order.orderId)}>
            <Facts>
              <Fact name={chinaTimeText(order.createdAt)} value={orderStandText(order)} />
              <Fact
                name={`单号 ${orderNumberText(order.orderId)}`}
                value={priceText(order.payableFen ?? order.amountFen)}
              />
            </Facts>
          </Tappable>
        )}
        empty={{ title: '还没有账单', text: '开单收款后会列在这里' }}
      />
    </>
  );
}

const totalOf = (items: readonly Item[]): number => items.reduce((sum, { amountFen }) => sum + amountFen, 0);

const Added = ({ items, onRemove }: { items: readonly Item[]; onRemove: () => void }) => (
  <Facts>
    {items.map((item, position) => (
      <Fact key={position} name={lineName(item)} value={priceText(item.amountFen)} />
    ))}
    <ActionButton id="remove-item" look="quiet" onPress={onRemove}>
      去掉最后一项
    </ActionButton>
  </Facts>
);

/** 收款: the clerk types an amount; the next page shows the code for the shopper. */
export default function ChargePage() {
  const { state, reload } = useCall(readStores);
  useOnShow(() => void reload());
  const [form, setForm] = useState(EMPTY_ITEM);
  const [chosen, setChosen] = useState<StoreId | null>(null);
  const [added, setAdded] = useState<readonly Item[]>([]);
  const request = useRequestId();
  const stores = state.status === 'ready' ? state.snapshot.data.stores : [];
  const storeId = chosen ?? stores[0]?.storeId ?? null;
  const item = itemFrom(form);
  const items = item ? [...added, item] : added;
  const add = () => {
    setAdded(items);
    setForm(EMPTY_ITEM);
  };
  const open = useAction(async () => {
    if (storeId === null || items.length === 0) return;
    const input = { storeId, items: [...items] };
    const { order } = await paymentService.openBill(input, { requestId: request.idFor(input) });
    request.done();
    setForm(EMPTY_ITEM);
    setAdded([]);
    await openBill(order.orderId);
  });
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={2} Failure={ClerksOnly} />
      {state.status === 'ready' && storeId === null && <NoStore />}
      {state.status === 'ready' && storeId !== null && (
        <>
          <StorePicker stores={stores} chosen={storeId} onChoose={setChosen} />
          <ItemFields form={form} categories={state.snapshot.data.categories} onChange={setForm} />
          <ActionButton id="add-item" look="quiet" disabled={item === null} onPress={add}>
            再加一项
          </ActionButton>
          {added.length > 0 && <Added items={added} onRemove={() => setAdded(added.slice(0, -1))} />}
          {open.error && <InlineNote text={open.error.message} />}
          <ActionButton
            id="open-bill"
            disabled={items.length === 0 || open.busy}
            onPress={() => void open.run(undefined)}
          >
            {items.length > 1 ? `共 ${priceText(totalOf(items))}，出示收款码` : '开单，出示收款码'}
          </ActionButton>
          <StoreOrders key={storeId} storeId={storeId} />
        </>
      )}
    </PageShell>
  );
}
