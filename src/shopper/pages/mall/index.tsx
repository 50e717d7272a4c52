import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useRef } from 'react';
import { ActionButton } from '@/components/action-button';
import { Icon } from '@/components/icon';
import { MembersOnly } from '@/components/page/members-only';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { Tappable } from '@/components/tappable';
import { points, pointsText } from '@contracts/primitives/points';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openReward } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { pointsService } from '@/services';
import { RewardCard } from '../../components/reward-card';
import styles from './index.module.scss';

/** 积分商城: what points are exchanged for; a tap shows every condition first. */
export default function MallPage() {
  const balance = useRef(points(0));
  const list = usePagedCall(async (cursor) => {
    const answer = await pointsService.listRewards({ cursor });
    balance.current = answer.balance;
    return { items: answer.rewards, nextCursor: answer.nextCursor, now: answer.now };
  });
  const { state, reload } = list;
  useOnShow(() => void reload());
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <MembersOnly error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && (
        <View className={styles['mine']}>
          <Icon name="gift" />
          <Text>我有 {pointsText(balance.current)} 积分可用</Text>
        </View>
      )}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="现在没有可兑换的商品" text="商家上新后会放在这里" />
      )}
      {list.shown.map((reward) => (
        <Tappable key={reward.id} id={`reward-${reward.id}`} onPress={() => void openReward(reward.id)}>
          <RewardCard reward={reward} />
        </Tappable>
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </PageShell>
  );
}
