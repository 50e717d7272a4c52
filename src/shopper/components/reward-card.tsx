import { Text, View } from '@tarojs/components';
import { classNames } from '@/components/class-names';
import type { RewardView } from '@contracts/points/points-mall';
import { pointsText } from '@contracts/primitives/points';
import styles from './reward-card.module.scss';
import { aboutText, kindText } from './reward-text';

/** A reward as the mall lists it: what it is, what it costs, and why not when it cannot be had. */
export function RewardCard({ reward }: { reward: RewardView }) {
  const { kind, name, points, unavailableReason } = reward;
  const about = aboutText(reward);
  return (
    <View className={classNames(styles['card'], unavailableReason !== null && styles['faded'])}>
      <View className={styles['price']}>
        <Text className={styles['points']}>{pointsText(points)}</Text>
        <Text className={styles['unit']}>积分</Text>
      </View>
      <View className={styles['body']}>
        <Text className={styles['name']}>{name}</Text>
        <Text className={styles['kind']}>
          {kindText[kind]}
          {about === '' ? '' : ` · ${about}`}
        </Text>
        {unavailableReason !== null && <Text className={styles['why']}>{unavailableReason}</Text>}
      </View>
    </View>
  );
}
