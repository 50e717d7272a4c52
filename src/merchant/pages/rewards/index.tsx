import { useReachBottom } from '@tarojs/taro';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { Tappable } from '@/components/tappable';
import type { PointsApi } from '@contracts/points/points';
import { pointsText } from '@contracts/primitives/points';
import { instant } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openRewardForm } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { pointsService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { rewardKindWords } from '../../components/words/reward-admin-words';

type Reward = ReturnType<PointsApi['listAllRewards']>['rewards'][number];

const stockText = ({ draft, skus }: Reward): string =>
  draft.skus
    .map(({ id, name, stock }) => {
      const left = skus.find((sku) => sku.id === id)?.left ?? null;
      const amount = stock === null || left === null ? '不限量' : `剩 ${left} / ${stock}`;
      return draft.skus.length > 1 ? `${name} ${amount}` : amount;
    })
    .join('，');

/** 兑换商品: everything there is, closed ones too, with its stock; a tap edits it. */
export default function RewardsPage() {
  const list = usePagedCall(async (cursor) => {
    const { rewards, nextCursor } = await pointsService.listAllRewards({ cursor });
    return { items: rewards, nextCursor, now: instant(Date.now()) };
  });
  const { state, reload } = list;
  useOnShow(() => void reload());
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="还没有兑换商品" text="新建的商品会列在这里，按排序显示给顾客" />
      )}
      {list.shown.map((reward) => (
        <Tappable key={reward.id} id={`edit-${reward.id}`} onPress={() => void openRewardForm(reward.id)}>
          <Facts>
            <Fact name={reward.draft.name} value={`${pointsText(reward.draft.points)} 积分`} />
            <Fact
              name={rewardKindWords[reward.draft.kind]}
              value={reward.draft.status === 'open' ? '兑换中' : '已下架'}
            />
            <Fact name="库存" value={stockText(reward)} />
          </Facts>
        </Tappable>
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
      {state.status === 'ready' && (
        <ActionBar>
          <ActionButton id="new" onPress={() => void openRewardForm(null)}>
            新建兑换商品
          </ActionButton>
        </ActionBar>
      )}
    </PageShell>
  );
}
