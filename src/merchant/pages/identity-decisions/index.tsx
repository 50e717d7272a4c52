import { useReachBottom } from '@tarojs/taro';
import { PageFailure } from '@/components/page-failure';
import { PageLoading } from '@/components/page-loading';
import { PageNote } from '@/components/page-note';
import { PageShell } from '@/components/page-shell';
import { StaleNote } from '@/components/stale-note';
import { usePagedCall } from '@/hooks/use-paged-call';
import { useOnShow } from '@/platform/use-on-show';
import { identityService } from '@/services';
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
      {state.status === 'failed' && <PageFailure error={state.error} onRetry={again} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="check" title="没有待办" text="两位微信用户先后验证同一个手机号时，会放在这里" />
      )}
      {list.shown.map((decision) => (
        <DecisionCard key={decision.decisionId} decision={decision} onDecided={again} />
      ))}
    </PageShell>
  );
}
