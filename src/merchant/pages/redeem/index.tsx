import { View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { FormPanel } from '@/components/form/form';
import { SelectField } from '@/components/form/picked-fields';
import { ScanButton } from '@/components/form/scan-button';
import { MoneyField, NumberField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { errorCatalogue } from '@contracts/errors';
import { isStoreId, type StoreId } from '@contracts/primitives/ids';
import { numberTyped } from '@contracts/primitives/typed';
import { useCall } from '@/hooks/use-call';
import { cacheSlot } from '@/platform/cache';
import { useOnShow } from '@/platform/use-on-show';
import { merchantService } from '@/services';
import { NoStore } from '../../components/no-store';
import { ClerksOnly } from '../../components/staff-only';
import { DoneView } from './done-view';
import { FoundView } from './found-view';
import styles from './index.module.scss';
import { RightsAtDesk } from './rights-at-desk';
import { VisitAtDesk } from './visit-at-desk';
import { useDesk, type Counter } from './use-desk';

/** The counter this phone stands at, remembered. */
const storeSlot = cacheSlot('desk-store', isStoreId);
interface Shop {
  storeId: StoreId;
  name: string;
}

function ReadyView({ counter }: { counter: Counter }) {
  const [typed, setTyped] = useState('');
  const [amount, setAmount] = useState('');
  const { lookUp } = counter;
  return (
    <>
      <FormPanel>
        <MoneyField id="amount" label="本单金额" placeholder="选填" value={amount} onType={setAmount} />
        <NumberField
          id="shown"
          label="券码或卡号"
          placeholder="扫不了时输入"
          maxlength={30}
          value={typed}
          onType={setTyped}
        />
      </FormPanel>
      {lookUp.error && <InlineNote text={errorCatalogue[lookUp.error.code].message} />}
      <View className={styles['actions']}>
        <ScanButton
          id="scan"
          text="扫顾客的码"
          busy={lookUp.busy}
          onScan={(shown) => void lookUp.run({ shown, amount })}
        />
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
  const storeId = stores[at]?.storeId ?? null;
  const counter = useDesk(storeId);
  const { step } = counter;
  const choose = (storeId: StoreId) => {
    setAt(stores.findIndex((store) => store.storeId === storeId));
    storeSlot.write(storeId);
  };
  return (
    <>
      {step.kind !== 'done' && (
        <FormPanel>
          <SelectField
            id="store"
            label="门店"
            options={stores.map(({ storeId, name }) => ({ id: storeId, name }))}
            chosen={stores[at]?.storeId ?? null}
            onPick={choose}
          />
        </FormPanel>
      )}
      {step.kind === 'undone' && <InlineNote tone="calm" icon="check" text="已撤销，这张券又可以用了" />}
      {(step.kind === 'ready' || step.kind === 'undone') && <ReadyView counter={counter} />}
      {step.kind === 'found' && (
        <FoundView found={step.found} counter={counter}>
          {step.memberCode !== null && storeId !== null && (
            <>
              <VisitAtDesk memberCode={step.memberCode} storeId={storeId} />
              <RightsAtDesk memberCode={step.memberCode} storeId={storeId} />
            </>
          )}
        </FoundView>
      )}
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
      <PageWait call={{ state, reload }} rows={2} Failure={ClerksOnly} />
      {state.status === 'ready' &&
        (state.snapshot.data.stores.length === 0 ? (
          <NoStore />
        ) : (
          <DeskView stores={state.snapshot.data.stores} />
        ))}
    </PageShell>
  );
}
