import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { usePagedCall } from '@/hooks/use-paged-call';
import { useOnShow } from '@/platform/use-on-show';
import { leaderService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { ApplicationCard } from './application-card';

/** 团长申请: who waits, and yes or no with a reason. */
export default function ApplicationsPage() {
  const [decided, setDecided] = useState(0);
  const list = usePagedCall(async (cursor) => {
    const { applications, nextCursor, now } = await leaderService.listApplications({
      status: 'waiting',
      cursor,
    });
    return { items: applications, nextCursor, now };
  });
  const { state, reload } = list;
  const again = () => void reload();
  useOnShow(again);
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {state.status === 'loading' && <PageLoading card={false} rows={3} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={again} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote
          icon="check"
          title={decided > 0 ? '都处理完了' : '没有待审核的申请'}
          text="会员申请当团长后会列在这里，先来的在前"
        />
      )}
      {list.shown.map((application) => (
        <ApplicationCard
          key={`${application.applicationId}-${application.appliedAt}`}
          application={application}
          onDecided={() => {
            setDecided(decided + 1);
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
