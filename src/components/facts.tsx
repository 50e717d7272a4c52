import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { classNames } from './class-names';
import styles from './facts.module.scss';

/** A white panel of names and values, such as the lines of a bill. */
export const Facts = ({ children }: PropsWithChildren) => <View className={styles['panel']}>{children}</View>;

interface FactProps {
  name: string;
  value: string;
  /** `total` is what the eye should find first; `saved` is money the shopper keeps. */
  tone?: 'plain' | 'saved' | 'total';
}

export const Fact = ({ name, value, tone = 'plain' }: FactProps) => (
  <View className={classNames(styles['fact'], styles[tone])}>
    <Text className={styles['name']}>{name}</Text>
    <Text className={styles['value']}>{value}</Text>
  </View>
);
