import { Text, View } from '@tarojs/components';
import type { CouponChoice, CouponOption } from '@contracts/payment/payment';
import type { CouponId } from '@contracts/primitives/ids';
import { chinaEndText } from '@contracts/primitives/time';
import { classNames } from '@/components/class-names';
import { priceText } from '@/components/order/order-text';
import { Tappable } from '@/components/tappable';
import styles from './coupon-choices.module.scss';

interface CouponChoicesProps {
  options: readonly CouponOption[];
  chosen: CouponId | null;
  onChoose: (coupon: CouponChoice) => void;
}

const Option = ({ option, isChosen }: { option: CouponOption; isChosen: boolean }) => (
  <View className={classNames(styles['option'], isChosen && styles['chosen'])}>
    <Text className={styles['title']}>{option.title}</Text>
    <Text className={styles['detail']}>
      {option.unusableReason ?? `省 ${priceText(option.savedFen)} · ${chinaEndText(option.expiresAt)} 到期`}
    </Text>
  </View>
);

/** Every coupon beside the bill: what it saves, or why it cannot be used here. */
export const CouponChoices = ({ options, chosen, onChoose }: CouponChoicesProps) => (
  <View className={styles['list']}>
    {options.map((option) =>
      option.unusableReason === null ? (
        <Tappable key={option.couponId} onPress={() => onChoose(option.couponId)}>
          <Option option={option} isChosen={option.couponId === chosen} />
        </Tappable>
      ) : (
        <View key={option.couponId} className={styles['unusable']}>
          <Option option={option} isChosen={false} />
        </View>
      ),
    )}
    <Tappable id="no-coupon" onPress={() => onChoose('none')}>
      <View className={classNames(styles['option'], chosen === null && styles['chosen'])}>
        <Text className={styles['title']}>这次不用券</Text>
      </View>
    </Tappable>
  </View>
);
