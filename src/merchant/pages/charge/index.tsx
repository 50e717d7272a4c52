import { Input, Text } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { fen } from '@contracts/primitives/fen';
import type { StoreId } from '@contracts/primitives/ids';
import { chinaTimeText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { AmountField } from '@/components/amount-field';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { fenFromYuan, orderStateText, priceText } from '@/components/order-text';
import { PageFailure } from '@/components/page-failure';
import { PageLoading } from '@/components/page-loading';
import { PageNote } from '@/components/page-note';
import { PageShell } from '@/components/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StorePicker } from '@/components/store-picker';
import { Tappable } from '@/components/tappable';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openBill } from '@/platform/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService } from '@/services';
import { newRequestId } from '@/services/request-id';
import styles from './index.module.scss';

const readStores = () => paymentService.listStores({});

/** A store's orders, newest first. */
function StoreOrders({ storeId }: { storeId: StoreId }) {
  const list = usePagedCall(async (cursor) => {
    const { orders, nextCursor, now } = await paymentService.listStoreOrders({ storeId, cursor });
    return { items: orders, nextCursor, now };
  });
  const { state, reload } = list;
  useOnShow(() => void reload());
  useEffect(() => void reload(), [storeId, reload]);
  if (state.status === 'failed') {
    return state.error.code === 'not_allowed' ? (
      <PageNote icon="shield" title="只有店员能收款" text="请店主在后台把你加为店员" />
    ) : (
      <PageFailure error={state.error} onRetry={() => void reload()} />
    );
  }
  return (
    <>
      <SectionTitle text="最近的账单" />
      {list.shown.map((order) => (
        <Tappable key={order.orderId} onPress={() => void openBill(order.orderId)}>
          <Facts>
            <Fact name={chinaTimeText(order.createdAt)} value={orderStateText[order.state]} />
            <Fact name="应收" value={priceText(order.payableFen ?? order.amountFen)} />
          </Facts>
        </Tappable>
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" onPress={list.showMore}>
          更多账单
        </ActionButton>
      )}
    </>
  );
}

/** 收款: the clerk types an amount; the next page shows the code for the shopper. */
export default function ChargePage() {
  const { state, reload } = useCall(readStores);
  useOnShow(() => void reload());
  const [amount, setAmount] = useState('');
  const [category, setCategory] = useState('');
  const [chosen, setChosen] = useState<StoreId | null>(null);
  const requestId = useRef(newRequestId());
  const stores = state.status === 'ready' ? state.snapshot.data.stores : [];
  const storeId = chosen ?? stores[0]?.storeId ?? null;
  const amountFen = fenFromYuan(amount);
  const open = useAction(async () => {
    if (storeId === null || amountFen === null) return;
    const named = category.trim() === '' ? null : category.trim();
    const items = [{ title: named ?? '消费', category: named, amountFen: fen(amountFen) }];
    const { order } = await paymentService.openBill({ storeId, items }, { requestId: requestId.current });
    requestId.current = newRequestId();
    setAmount('');
    await openBill(order.orderId);
  });
  return (
    <PageShell>
      {state.status === 'loading' && <PageLoading card={false} rows={2} />}
      {state.status === 'failed' && <PageFailure error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && storeId !== null && (
        <>
          <StorePicker stores={stores} chosen={storeId} onChoose={setChosen} />
          <AmountField id="amount" label="收款金额（元）" value={amount} onChange={setAmount} />
          <Facts>
            <Text>商品类别（可不填，有的券只能用于某一类）</Text>
            <Input
              id="category"
              className={styles['input'] ?? ''}
              value={category}
              maxlength={20}
              placeholder="例如：生鲜"
              ariaLabel="商品类别"
              onInput={(event) => setCategory(event.detail.value)}
            />
          </Facts>
          {open.error && <InlineNote text={open.error.message} />}
          <ActionButton
            id="open-bill"
            disabled={amountFen === null || open.busy}
            onPress={() => void open.run(undefined)}
          >
            开单，出示收款码
          </ActionButton>
          <StoreOrders storeId={storeId} />
        </>
      )}
    </PageShell>
  );
}
