import { useReachBottom } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openMerges } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { identityService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { DecisionCard } from './decision-card';

/** 会员身份待办: numbers two WeChat users verified; staff says whether they are one person. */
export default function IdentityDecisionsPage() {
  const list = usePagedCall(async (cursor) => {
    const { decisions, nextCursor, now } = await identityService.listDecisions({ status: 'open', cursor });
    return { items: decisions, nextCursor, now };
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
        <PageNote icon="check" title="没有待办" text="两位微信用户先后验证同一个手机号时，会放在这里" />
      )}
      {list.shown.map((decision) => (
        <DecisionCard key={decision.decisionId} decision={decision} onDecided={again} />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
      {state.status === 'ready' && (
        <ActionButton id="merges" look="secondary" onPress={() => void openMerges()}>
          合并记录与撤销
        </ActionButton>
      )}
    </PageShell>
  );
}
