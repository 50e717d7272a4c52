import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { TopActions } from '@/components/card/top-actions';
import { PageWait } from '@/components/page/page-wait';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import type { StoreView } from '@contracts/merchant/stores';
import { useCall } from '@/hooks/use-call';
import { openStore } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { merchantService } from '@/services';
import { StaffOnly } from '../../components/staff-only';

const hoursText = ({ hours }: StoreView['fields']): string =>
  hours === null ? '' : `营业 ${hours.opensAt}–${hours.closesAt}`;

const StoreCard = ({ store: { storeId, open, fields } }: { store: StoreView }) => {
  const { name, city, region, address, phone } = fields;
  const lines = [`${city}${region}${address}`, hoursText(fields), phone].filter((line) => line !== '');
  return (
    <Card id={`store-${storeId}`} onOpen={() => void openStore(storeId)}>
      <CardHead title={name} state={open ? '营业中' : '暂停营业'} tone={open ? 'on' : 'bad'} />
      {lines.map((line) => (
        <CardLine key={line} text={line} />
      ))}
      {lines.length === 0 && <CardLine text="还没填地址和营业时间" />}
    </Card>
  );
};

const readAll = () => merchantService.listStores({});

/** 门店: every store of the merchant. */
export default function StoresPage() {
  const { state, reload } = useCall(readAll);
  useOnShow(() => void reload());
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <>
          <TopActions>
            <ActionButton id="new-store" onPress={() => void openStore(null)}>
              新建门店
            </ActionButton>
          </TopActions>
          {state.snapshot.data.stores.length === 0 && (
            <PageNote icon="empty" title="还没有门店" text="新建一家，就能收款和核销" />
          )}
          {state.snapshot.data.stores.map((store) => (
            <StoreCard key={store.storeId} store={store} />
          ))}
        </>
      )}
    </PageShell>
  );
}
