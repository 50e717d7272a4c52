import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import styles from './action-bar.module.scss';

/** The page's main actions, always in reach of the thumb. It is sticky, not fixed: it never covers the last line. */
export const ActionBar = ({ children }: PropsWithChildren) => (
  <View className={styles['bar']}>{children}</View>
);
