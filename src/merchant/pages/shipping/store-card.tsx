import { useState } from 'react';
import type { MerchantApi } from '@contracts/merchant/merchant';
import type { ShippingMode } from '@contracts/payment/payment';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead } from '@/components/card/card';
import { SelectField } from '@/components/form/picked-fields';
import { TextField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import { useAction } from '@/hooks/use-action';
import { merchantService } from '@/services';

type Store = ReturnType<MerchantApi['listStoreShipping']>['stores'][number];

const modes: readonly { id: ShippingMode; name: string }[] = [
  { id: 'pickup', name: '到店自提' },
  { id: 'same_city', name: '同城配送' },
  { id: 'virtual', name: '服务，不用提货' },
];
const modeText = (mode: ShippingMode): string => modes.find(({ id }) => id === mode)?.name ?? '';

const listed = (typed: string): string[] =>
  typed
    .split(/[、,，\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** How what is sold at a store reaches the person; WeChat is told so with every order. */
export function StoreCard({ store, onSaved }: { store: Store; onSaved: (said: string) => void }) {
  const { storeId, name } = store;
  const [opened, setOpened] = useState(store);
  const [mode, setMode] = useState(store.shippingMode);
  const [services, setServices] = useState(store.serviceCategories.join('、'));
  const save = useAction(async () => {
    const { shippingMode, serviceCategories } = opened;
    const { store: saved } = await merchantService.saveStoreShipping({
      storeId,
      shippingMode: mode,
      serviceCategories: listed(services),
      basedOn: { shippingMode, serviceCategories },
    });
    setOpened(saved);
    onSaved(`${name}已改好，从下一单开始`);
  });
  return (
    <Card>
      <CardHead title={name} state={modeText(opened.shippingMode)} tone="off" />
      <SelectField id={`mode-${storeId}`} label="怎么交付" options={modes} chosen={mode} onPick={setMode} />
      <TextField
        id={`services-${storeId}`}
        label="服务类目"
        placeholder="例如：磨刀、清洗"
        hint="整单都是这些类目时，不用提货"
        maxlength={200}
        value={services}
        onType={setServices}
      />
      {save.error && <InlineNote text={save.error.message} />}
      <ActionButton
        id={`save-${storeId}`}
        look="secondary"
        disabled={save.busy}
        onPress={() => void save.run(undefined)}
      >
        保存
      </ActionButton>
    </Card>
  );
}
