import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { Icon, type IconName } from '../icon';
import styles from './result-view.module.scss';

interface ResultViewProps {
  icon?: IconName;
  title: string;
  /** The one figure to show across a counter. */
  figure?: string | undefined;
  text?: string | undefined;
}

/** What an act came to: large enough to be read across a counter, what to do next below it. */
export const ResultView = ({
  icon = 'check',
  title,
  figure,
  text,
  children,
}: PropsWithChildren<ResultViewProps>) => (
  <View className={styles['result']} ariaRole="status">
    <View className={styles['badge']}>
      <Icon name={icon} className={styles['icon']} />
    </View>
    <Text className={styles['title']}>{title}</Text>
    {figure !== undefined && <Text className={styles['figure']}>{figure}</Text>}
    {text !== undefined && <Text className={styles['text']}>{text}</Text>}
    {children !== undefined && <View className={styles['actions']}>{children}</View>}
  </View>
);
