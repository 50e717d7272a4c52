import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { classNames } from '../class-names';
import { Icon, type IconName } from '../icon';
import styles from './result-view.module.scss';

interface ResultViewProps {
  icon?: IconName;
  title: string;
  /** The one figure to show across a counter. */
  figure?: string | undefined;
  text?: string | undefined;
  /** It has just happened: the sign grows into place, unless the phone asks for less motion. */
  moves?: boolean;
}

/** What an act came to: large enough to be read across a counter, what to do next below it. */
export const ResultView = ({
  icon = 'check',
  title,
  figure,
  text,
  moves = false,
  children,
}: PropsWithChildren<ResultViewProps>) => (
  <View className={styles['result']} ariaRole="status">
    <View className={classNames(styles['badge'], moves && styles['moves'])}>
      <Icon name={icon} className={styles['icon']} />
    </View>
    <Text className={styles['title']}>{title}</Text>
    {figure !== undefined && <Text className={styles['figure']}>{figure}</Text>}
    {text !== undefined && <Text className={styles['text']}>{text}</Text>}
    {children !== undefined && <View className={styles['actions']}>{children}</View>}
  </View>
);
