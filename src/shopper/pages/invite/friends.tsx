import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { PageFailure } from '@/components/page/page-failure';
import { PageNote } from '@/components/page/page-note';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import type { FriendView } from '@contracts/referral/referral';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { usePagedCall } from '@/hooks/use-paged-call';
import { referralService } from '@/services';
import { Reward } from './reward';
import styles from './index.module.scss';

const Friend = ({ friend }: { friend: FriendView }) => (
  <View className={styles['panel']}>
    <View className={styles['step']}>
      <Text className={styles['friend']}>{friend.name}</Text>
      <Text className={friend.state === 'counted' ? styles['good'] : styles['warn']}>{friend.progress}</Text>
    </View>
    <Text className={styles['soft']}>{chinaTimeText(friend.joinedAt)}</Text>
    {friend.reason && <Text className={styles['warn']}>{friend.reason.text}</Text>}
    {friend.rewards.map((reward) => (
      <Reward key={reward.id} reward={reward} />
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
