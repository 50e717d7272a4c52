import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import styles from './section-title.module.scss';

/** A heading inside a page; what stands at its right end is the caller's. */
export const SectionTitle = ({ text, children }: PropsWithChildren<{ text: string }>) => (
  <View className={styles['row']}>
    <Text className={styles['title']}>{text}</Text>
    {children}
  </View>
);
