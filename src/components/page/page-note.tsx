import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { Icon, type IconName } from '../icon';
import styles from './page-note.module.scss';

interface PageNoteProps {
  icon: IconName;
  title: string;
  text?: string;
}

/** A page (or a list) that has nothing else to show: what happened, and below it what to do. */
export const PageNote = ({ icon, title, text, children }: PropsWithChildren<PageNoteProps>) => (
  <View className={styles['note']}>
    <View className={styles['badge']}>
      <Icon name={icon} className={styles['icon']} />
    </View>
    <Text className={styles['title']}>{title}</Text>
    {text !== undefined && <Text className={styles['text']}>{text}</Text>}
    {children !== undefined && <View className={styles['actions']}>{children}</View>}
  </View>
);
