import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import type { CouponTerms } from '@contracts/coupon/coupon';
import { classNames } from '../class-names';
import { thresholdText, worthParts } from './coupon-text';
import styles from './ticket.module.scss';

interface TicketProps {
  terms: CouponTerms;
  /** A used or expired coupon is drawn in grey. */
  faded?: boolean;
}

/** The paper of a coupon: stub with the amount, perforation, title; below the title what the caller says. */
export function Ticket({ terms, faded = false, children }: PropsWithChildren<TicketProps>) {
  const { sign, value, unit } = worthParts(terms);
  return (
    <View className={classNames(styles['ticket'], faded && styles['faded'])}>
      <View className={styles['stub']}>
        <View className={styles['price']}>
          {sign !== '' && <Text className={styles['sign']}>{sign}</Text>}
          <Text className={classNames(styles['yuan'], value.length > 3 && styles['long'])}>{value}</Text>
          {unit !== '' && <Text className={styles['sign']}>{unit}</Text>}
        </View>
        <Text className={styles['threshold']}>{thresholdText(terms)}</Text>
      </View>
      <View className={styles['body']}>
        <Text className={styles['title']}>{terms.title}</Text>
        {children}
      </View>
    </View>
  );
}
