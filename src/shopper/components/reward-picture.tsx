import { View } from '@tarojs/components';
import { classNames } from '@/components/class-names';
import type { RewardKind } from '@contracts/points/points-mall';
import styles from './reward-picture.module.scss';

/** Drawn by us, by kind, until the merchant has a picture of the thing itself. */
export const RewardPicture = ({ kind }: { kind: RewardKind }) => (
  <View className={styles['tile']}>
    <View className={classNames(styles['drawing'], styles[kind])} />
  </View>
);
