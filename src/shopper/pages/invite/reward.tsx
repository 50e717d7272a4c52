import { Text, View } from '@tarojs/components';
import { chinaTimeText } from '@contracts/primitives/time';
import type { InviteRewardView } from '@contracts/referral/referral';
import styles from './index.module.scss';

/** The state of a reward in words, with its date. */
export function rewardText({ state, dueAt, decidedAt, reason }: InviteRewardView): string {
  if (state === 'pending') return dueAt === null ? '待到账' : `${chinaTimeText(dueAt)} 起到账`;
  const when = decidedAt === null ? '' : ` · ${chinaTimeText(decidedAt)}`;
  if (state === 'delivered') return `已到账${when}`;
  const why = reason ? `：${reason.text}` : '';
  return `${state === 'refused' ? '没有给' : '已收回'}${why}${when}`;
}

/** One reward in a panel: what for, what, and how it stands. */
export const Reward = ({ reward, isFirst = false }: { reward: InviteRewardView; isFirst?: boolean }) => (
  <View className={isFirst ? styles['first-reward'] : styles['reward']}>
    <Text>
      {reward.title}：{reward.gift}
    </Text>
    <Text className={reward.state === 'delivered' ? styles['good'] : styles['soft']}>
      {rewardText(reward)}
    </Text>
  </View>
);
