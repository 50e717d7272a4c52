import { Text, View } from '@tarojs/components';
import { classNames } from '@/components/class-names';
import type { RewardView } from '@contracts/points/points-mall';
import { points as pointsOf, pointsText, type Points } from '@contracts/primitives/points';
import styles from './reward-card.module.scss';
import { RewardPicture } from './reward-picture';
import { aboutText, kindText, priceText } from './reward-text';

interface RewardCardProps {
  reward: RewardView;
  balance: Points;
}

/** A reward as the mall lists it: its picture, what it is, what it costs, and why not when it cannot be had. */
export function RewardCard({ reward, balance }: RewardCardProps) {
  const { kind, name, points, unavailableReason } = reward;
  const about = aboutText(reward);
  const missing = points - balance;
  return (
    <View className={classNames(styles['card'], unavailableReason !== null && styles['faded'])}>
      <RewardPicture kind={kind} />
      <View className={styles['body']}>
        <Text className={styles['name']}>{name}</Text>
        <Text className={styles['kind']}>
          {kindText[kind]}
          {about === '' ? '' : ` · ${about}`}
        </Text>
        <Text className={styles['points']}>{priceText(reward)}</Text>
        {unavailableReason !== null && <Text className={styles['why']}>{unavailableReason}</Text>}
        {unavailableReason === null && missing > 0 && (
          <Text className={styles['kind']}>还差 {pointsText(pointsOf(missing))} 积分</Text>
        )}
      </View>
    </View>
  );
}
