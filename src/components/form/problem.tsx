import { Text, View } from '@tarojs/components';
import styles from './form.module.scss';

/** What is wrong, in the colour of what is wrong, right where it is. */
export const Problem = ({ text }: { text: string }) => (
  <View ariaRole="alert" className={styles['problem']}>
    <Text>{text}</Text>
  </View>
);
