import { Text } from '@tarojs/components';
import { useState } from 'react';
import { fen } from '@contracts/primitives/fen';
import type { StoreId } from '@contracts/primitives/ids';
import { fenTyped } from '@contracts/primitives/typed';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { AmountField } from '@/components/form/amount-field';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StorePicker } from '@/components/form/store-picker';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { openCheckout } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService } from '@/services';

const readStores = () => paymentService.listStores({});

/** 买单: the shopper types what the clerk says; what it comes to is on the next page. */
export default function BuyPage() {
  const { state, reload } = useCall(readStores);
  useOnShow(() => void reload());
  const [amount, setAmount] = useState('');
  const [chosen, setChosen] = useState<StoreId | null>(null);
  const request = useRequestId();
  const stores = state.status === 'ready' ? state.snapshot.data.stores : [];
  const storeId = chosen ?? stores[0]?.storeId ?? null;
  const amountFen = fenTyped(amount, 1);
  const start = useAction(async () => {
    if (storeId === null || amountFen === null) return;
    // The same amount at the same store, tapped again, is the same order.
    const input = { storeId, amountFen: fen(amountFen) };
    const { orderId } = await paymentService.openOrder(input, { requestId: request.idFor(input) });
    await openCheckout(orderId);
    request.done();
  });

  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={2} />
      {state.status === 'ready' && (
        <>
          <SectionTitle text="在哪家店" />
          <StorePicker stores={stores} chosen={storeId} onChoose={setChosen} />
          <AmountField id="amount" label="消费金额（元）" value={amount} onChange={setAmount} />
          {amount !== '' && amountFen === null && <Text>请输入正确的金额，例如 32.50</Text>}
          <ActionBar>
            {start.error && <InlineNote text={start.error.message} />}
            <ActionButton
              id="start"
              disabled={amountFen === null || start.busy}
              onPress={() => void start.run(undefined)}
            >
              下一步，看能省多少
            </ActionButton>
          </ActionBar>
        </>
      )}
    </PageShell>
  );
}
