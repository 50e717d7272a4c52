import { Text, View } from '@tarojs/components';
import { emblemOf, type TierLook } from '@contracts/primitives/tier/tier-look';
import styles from './member-card.module.scss';

/** `☆ 黄金`, on a card or a hero of the tier's colour. */
export const TierBadge = ({ look, name }: { look: TierLook; name: string }) => (
  <View className={styles['tier']}>
    <Text>
      {emblemOf[look]} {name}
    </Text>
  </View>
);
