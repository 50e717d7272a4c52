import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { PageFailure } from '@/components/page-failure';
import { PageNote } from '@/components/page-note';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import type { FriendView, InviteRewardView } from '@contracts/referral';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { usePagedCall } from '@/hooks/use-paged-call';
import { referralService } from '@/services';
import styles from './index.module.scss';

/** The state of a reward in words, with its date. */
export function rewardText({ state, dueAt, settledAt, reason }: InviteRewardView): string {
  if (state === 'pending') return dueAt === null ? '待到账' : `${chinaTimeText(dueAt)} 起到账`;
  const when = settledAt === null ? '' : ` · ${chinaTimeText(settledAt)}`;
  if (state === 'delivered') return `已到账${when}`;
  const why = reason ? `：${reason.text}` : '';
  return `${state === 'refused' ? '没有给' : '已收回'}${why}${when}`;
}

const Friend = ({ friend }: { friend: FriendView }) => (
  <View className={styles['panel']}>
    <View className={styles['step']}>
      <Text className={styles['friend']}>{friend.name}</Text>
      <Text className={friend.state === 'counted' ? styles['good'] : styles['warn']}>{friend.progress}</Text>
    </View>
    <Text className={styles['soft']}>{chinaTimeText(friend.joinedAt)}</Text>
    {friend.reason && <Text className={styles['warn']}>{friend.reason.text}</Text>}
    {friend.rewards.map((reward) => (
      <View key={reward.id} className={styles['reward']}>
        <Text>
          {reward.title}：{reward.gift}
        </Text>
        <Text className={reward.state === 'delivered' ? styles['good'] : styles['soft']}>
          {rewardText(reward)}
        </Text>
      </View>
    ))}
  </View>
);

/** 我邀请的好友: masked, each with the state of its rewards. */
export function Friends({ total }: { total: number }) {
  const list = usePagedCall(async (cursor) => {
    const { friends, nextCursor, now } = await referralService.listFriends({ cursor });
    return { items: friends, nextCursor, now };
  });
  const { state, reload } = list;
  useLoadOnShow(reload);
  useReachBottom(list.showMore);
  return (
    <>
      <SectionTitle text={`我邀请的好友 · ${total} 位`} />
      {state.status === 'failed' && <PageFailure error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="还没有好友" text="好友通过你的邀请入会后，进度和奖励会放在这里" />
      )}
      {list.shown.map((friend) => (
        <Friend key={friend.id} friend={friend} />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </>
  );
}
