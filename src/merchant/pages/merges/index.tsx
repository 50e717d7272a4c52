import { useReachBottom } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { usePagedCall } from '@/hooks/use-paged-call';
import { useOnShow } from '@/platform/use-on-show';
import { identityService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { MergeCard } from './merge-card';

/** 合并记录: which members became one and why, newest first; a wrong one is taken apart again. */
export default function MergesPage() {
  const list = usePagedCall(async (cursor) => {
    const { merges, nextCursor, now } = await identityService.listMerges({ cursor });
    return { items: merges, nextCursor, now };
  });
  const { state, reload } = list;
  const again = () => void reload();
  useOnShow(again);
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={again} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="还没有合并" text="两位会员确认是同一个人后合并，会记在这里" />
      )}
      {state.status === 'ready' &&
        list.shown.map((merge) => (
          <MergeCard key={merge.mergeId} merge={merge} now={state.snapshot.data.now} onUndone={again} />
        ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </PageShell>
  );
}
