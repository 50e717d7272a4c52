import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import type { MerchantApi } from '@contracts/merchant/merchant';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageLoading } from '@/components/page/page-loading';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { usePagedCall } from '@/hooks/use-paged-call';
import { useOnShow } from '@/platform/use-on-show';
import { merchantService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { StaffCard } from './staff-card';

type Stores = ReturnType<MerchantApi['listStaff']>['stores'];

/** 员工与门店: who works for the merchant, and at which stores each clerk. */
export default function StaffPage() {
  const [stores, setStores] = useState<Stores>([]);
  const [said, setSaid] = useState<string | null>(null);
  const list = usePagedCall(async (cursor) => {
    const answer = await merchantService.listStaff({ cursor });
    setStores(answer.stores);
    return { items: answer.staff, nextCursor: answer.nextCursor, now: answer.now };
  });
  const { state, reload } = list;
  const again = () => void reload();
  useOnShow(again);
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {said !== null && <InlineNote tone="calm" icon="check" text={said} />}
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={again} />}
      {list.shown.map((staff) => (
        <StaffCard
          key={`${staff.handle}-${staff.storeIds?.join() ?? ''}`}
          staff={staff}
          stores={stores}
          onBound={(text) => {
            setSaid(text);
            again();
          }}
        />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </PageShell>
  );
}
