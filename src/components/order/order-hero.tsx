import { Text, View } from '@tarojs/components';
import type { OrderView } from '@contracts/payment/payment';
import styles from './order-hero.module.scss';
import { orderStandText, priceText } from './order-text';

/** How an order stands and what it comes to, large: the first thing both sides of a counter look for. */
export const OrderHero = ({ order }: { order: OrderView }) => (
  <View className={styles['hero']} ariaRole="status">
    <Text className={styles['state']}>{orderStandText(order)}</Text>
    <Text className={styles['amount']}>{priceText(order.payableFen ?? order.amountFen)}</Text>
  </View>
);
