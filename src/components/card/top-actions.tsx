import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import styles from './card.module.scss';

/** What a list's page begins with: make a new one, and where else to go. */
export const TopActions = ({ children }: PropsWithChildren) => (
  <View className={styles['top']}>{children}</View>
);
