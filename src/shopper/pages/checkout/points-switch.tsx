import { Text, View } from '@tarojs/components';
import type { PointsOption } from '@contracts/payment/payment';
import { pointsText } from '@contracts/primitives/points';
import { Toggle } from '@/components/form/toggle';
import { priceText } from '@/components/order/order-text';
import styles from './points-switch.module.scss';

interface PointsSwitchProps {
  option: PointsOption;
  isOn: boolean;
  onTurn: (isOn: boolean) => void;
}

/** 积分抵扣: what it takes off, or why it cannot be used here. */
export function PointsSwitch({ option, isOn, onTurn }: PointsSwitchProps) {
  const { balance, points, savedFen, unusableReason } = option;
  const isUsable = unusableReason === null;
  return (
    <View className={styles['row']}>
      <View className={styles['words']}>
        <Text className={styles['title']}>
          {isUsable ? `用 ${pointsText(points)} 积分抵 ${priceText(savedFen)}` : '积分抵扣'}
        </Text>
        <Text className={styles['detail']}>
          {unusableReason ?? `现有 ${pointsText(balance)} 积分，没付款会自动退回`}
        </Text>
      </View>
      <Toggle id="use-points" on={isUsable && isOn} disabled={!isUsable} label="用积分抵扣" onTurn={onTurn} />
    </View>
  );
}
