import { Input, Picker, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageFailure } from '@/components/page/page-failure';
import { PageLoading } from '@/components/page/page-loading';
import { PageShell } from '@/components/page/page-shell';
import { errorCatalogue } from '@contracts/errors';
import { isStoreId, type StoreId } from '@contracts/primitives/ids';
import { numberTyped } from '@contracts/primitives/typed';
import { useCall } from '@/hooks/use-call';
import { cacheSlot } from '@/platform/cache';
import { scanText } from '@/platform/scan/scan-text';
import { useOnShow } from '@/platform/use-on-show';
import { merchantService } from '@/services';
import { NoStore } from '../../components/no-store';
import { DoneView } from './done-view';
import { FoundView } from './found-view';
import styles from './index.module.scss';
import { useDesk, type Counter } from './use-desk';

/** The counter this phone stands at, remembered. */
const storeSlot = cacheSlot('desk-store', isStoreId);
interface Shop {
  storeId: StoreId;
  name: string;
}

function StoreField({
  stores,
  at,
  onChoose,
}: {
  stores: Shop[];
  at: number;
  onChoose: (at: number) => void;
}) {
  return (
    <Picker
      mode="selector"
      range={stores.map(({ name }) => name)}
      value={at}
      onChange={(event) => onChoose(Number(event.detail.value))}
    >
      <View className={styles['field']}>
        <Text className={styles['label']}>门店</Text>
        <Text>{stores[at]?.name ?? '请选择'} ▾</Text>
      </View>
    </Picker>
  );
}

function ReadyView({ counter }: { counter: Counter }) {
  const [typed, setTyped] = useState('');
  const [amount, setAmount] = useState('');
  const { lookUp } = counter;
  const scan = async () => {
    const shown = await scanText();
    if (shown !== null) await lookUp.run({ shown, amount });
  };
  return (
    <>
      <View className={styles['panel']}>
        <View className={styles['field']}>
          <Text className={styles['label']}>本单金额</Text>
          <Input
            id="amount"
            className={styles['input'] ?? ''}
            type="digit"
            placeholder="选填，元"
            value={amount}
            onInput={(event) => setAmount(event.detail.value)}
          />
        </View>
        <View className={styles['field']}>
          <Text className={styles['label']}>券码 / 卡号</Text>
          <Input
            id="shown"
            className={styles['input'] ?? ''}
            type="number"
            placeholder="扫不了时输入"
            value={typed}
            onInput={(event) => setTyped(event.detail.value)}
          />
        </View>
      </View>
      {lookUp.error && <InlineNote text={errorCatalogue[lookUp.error.code].message} />}
      <View className={styles['actions']}>
        <ActionButton id="scan" disabled={lookUp.busy} onPress={() => void scan()}>
          {lookUp.busy ? '正在查…' : '扫顾客的码'}
        </ActionButton>
        <ActionButton
          id="look-up"
          look="secondary"
          disabled={lookUp.busy || numberTyped(typed).length < 8}
          onPress={() => void lookUp.run({ shown: typed, amount })}
        >
          按输入的号码查
        </ActionButton>
      </View>
    </>
  );
}

function DeskView({ stores }: { stores: Shop[] }) {
  const kept = storeSlot.read()?.value;
  const [at, setAt] = useState(
    Math.max(
      0,
      stores.findIndex(({ storeId }) => storeId === kept),
    ),
  );
  const counter = useDesk(stores[at]?.storeId ?? null);
  const { step } = counter;
  const choose = (next: number) => {
    setAt(next);
    const store = stores[next];
    if (store) storeSlot.write(store.storeId);
  };
  return (
    <>
      {step.kind !== 'done' && (
        <View className={styles['panel']}>
          <StoreField stores={stores} at={at} onChoose={choose} />
        </View>
      )}
      {step.kind === 'undone' && <InlineNote tone="calm" icon="check" text="已撤销，这张券又可以用了" />}
      {(step.kind === 'ready' || step.kind === 'undone') && <ReadyView counter={counter} />}
      {step.kind === 'found' && <FoundView found={step.found} counter={counter} />}
      {step.kind === 'done' && <DoneView redemption={step.redemption} counter={counter} />}
    </>
  );
}

/** 核销优惠券: two taps for a clerk, and no doubt about the result. */
export default function RedeemPage() {
  const { state, reload } = useCall(() => merchantService.listMyStores({}));
  useOnShow(() => {
    if (state.status !== 'ready') void reload();
  });
  return (
    <PageShell>
      {state.status === 'loading' && <PageLoading card={false} rows={2} />}
      {state.status === 'failed' && <PageFailure error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' &&
        (state.snapshot.data.stores.length === 0 ? (
          <NoStore />
        ) : (
          <DeskView stores={state.snapshot.data.stores} />
        ))}
    </PageShell>
  );
}
