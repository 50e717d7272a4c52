import { Text, View } from '@tarojs/components';
import type { CouponView } from '@contracts/coupon/coupon';
import { chinaEndText, chinaTimeText, type Instant } from '@contracts/primitives/time';
import type { Snapshot } from '@/hooks/snapshot';
import { Countdown } from '../countdown/countdown';
import styles from './coupon-ticket.module.scss';
import { expiryText } from './coupon-text';
import { Tappable } from '../tappable';
import { Ticket } from './ticket';

interface CouponTicketProps {
  coupon: CouponView;
  snapshot: Snapshot<{ now: Instant }>;
  onPress?: (() => void) | undefined;
  /** The coupon ran out while it was shown. */
  onFinish?: (() => void) | undefined;
}

const pastText = (coupon: CouponView): string =>
  coupon.state === 'used' && coupon.usedAt !== null
    ? `${chinaTimeText(coupon.usedAt)} 已使用`
    : `${chinaEndText(coupon.expiresAt)} 已过期`;

/** A coupon the member has, with its clock ticking while it can be used. */
export function CouponTicket({ coupon, snapshot, onPress, onFinish }: CouponTicketProps) {
  const usable = coupon.state === 'usable';
  const faded = !usable && coupon.state !== 'waiting' && coupon.state !== 'offered';
  const ticket = (
    <Ticket terms={coupon.terms} faded={faded}>
      {usable ? (
        <>
          <View className={styles['left']}>
            <Text>还剩 </Text>
            <Countdown expiresAt={coupon.expiresAt} snapshot={snapshot} onFinish={onFinish} />
          </View>
          <Text className={styles['when']}>{expiryText(coupon.expiresAt)}</Text>
          {onPress && <Text className={styles['use']}>去使用</Text>}
        </>
      ) : (
        <Text className={styles['when']}>{coupon.unusableReason ?? pastText(coupon)}</Text>
      )}
    </Ticket>
  );
  return onPress ? <Tappable onPress={onPress}>{ticket}</Tappable> : ticket;
}
