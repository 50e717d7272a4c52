import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { Icon, type IconName } from './icon';
import styles from './inline-note.module.scss';
import { classNames } from './class-names';

interface InlineNoteProps {
  icon?: IconName;
  tone?: 'calm' | 'warm';
  text: string;
}

/** One sentence the shopper should not miss, inside a page; an action may follow below it. */
export const InlineNote = ({
  icon = 'note',
  tone = 'warm',
  text,
  children,
}: PropsWithChildren<InlineNoteProps>) => (
  <View className={classNames(styles['note'], styles[tone])} ariaRole="alert">
    <Icon name={icon} />
    <View className={styles['body']}>
      <Text>{text}</Text>
      {children}
    </View>
  </View>
);
