import { View } from '@tarojs/components';
import { classNames } from '../class-names';
import styles from './page-loading.module.scss';

/** The outline of what comes: a card, then rows. */
export const PageLoading = ({ card = true, rows = 3 }: { card?: boolean; rows?: number }) => (
  <View ariaRole="status" ariaLabel="正在加载">
    {card && <View className={classNames(styles['block'], styles['card'])} />}
    {Array.from({ length: rows }, (_, row) => (
      <View key={row} className={classNames(styles['block'], styles['row'])} />
    ))}
  </View>
);
