import { Text, View } from '@tarojs/components';
import styles from './conditions.module.scss';

/** A list of conditions, none of them hidden. */
export const Conditions = ({ lines }: { lines: readonly string[] }) => (
  <View className={styles['panel']}>
    {lines.map((line) => (
      <View key={line} className={styles['condition']}>
        <View className={styles['dot']} />
        <Text className={styles['text']}>{line}</Text>
      </View>
    ))}
  </View>
);
