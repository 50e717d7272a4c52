import { Text, View } from '@tarojs/components';
import { PagedList } from '@/components/list/paged-list';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import type { FriendView } from '@contracts/referral/referral';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
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
  const list = usePagedCall(async (cursor) =>
    pageOf(await referralService.listFriends({ cursor }), 'friends'),
  );
  return (
    <>
      <SectionTitle text={`我邀请的好友 · ${total} 位`} />
      <PagedList
        list={list}
        outline={1}
        keyOf={({ id }) => id}
        row={(friend) => <Friend friend={friend} />}
        empty={{ title: '还没有好友', text: '好友通过你的邀请入会后，进度和奖励会放在这里' }}
      />
    </>
  );
}
