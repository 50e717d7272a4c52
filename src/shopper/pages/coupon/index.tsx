import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { allConditions } from '@/components/coupon/coupon-text';
import { CouponTicket } from '@/components/coupon/coupon-ticket';
import { InlineNote } from '@/components/inline-note';
import { MembersOnly } from '@/components/page/members-only';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import type { CouponView } from '@contracts/coupon/coupon';
import { refuse } from '@contracts/errors';
import { isCouponId } from '@contracts/primitives/ids';
import { chinaEndText, chinaTimeText } from '@contracts/primitives/time';
import { useCall } from '@/hooks/use-call';
import { openBuy } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { couponService } from '@/services';
import { Conditions } from '../../components/conditions';
import { CouponCode } from './coupon-code';
import { GiftPanel } from './gift-panel';
import styles from './index.module.scss';

const Row = ({ name, value }: { name: string; value: string }) => (
  <View className={styles['row']}>
    <Text className={styles['name']}>{name}</Text>
    <Text>{value}</Text>
  </View>
);

const Times = ({ coupon }: { coupon: CouponView }) => (
  <View className={styles['panel']}>
    <Row name="领取时间" value={chinaTimeText(coupon.issuedAt)} />
    {coupon.startsAt > coupon.issuedAt && <Row name="可用时间" value={chinaTimeText(coupon.startsAt)} />}
    <Row name="到期时间" value={chinaEndText(coupon.expiresAt)} />
    {coupon.usedAt !== null && <Row name="使用时间" value={chinaTimeText(coupon.usedAt)} />}
    {coupon.restoredAt !== null && <Row name="退回时间" value={chinaTimeText(coupon.restoredAt)} />}
  </View>
);

/** One coupon with every condition it has, its code for the counter, and the way to a friend. */
export default function CouponPage() {
  const { params } = useRouter();
  const { state, reload } = useCall(async () => {
    if (!isCouponId(params['id'])) throw refuse('coupon_not_found');
    return couponService.readMine({ couponId: params['id'] });
  });
  useOnShow(() => void reload());

  const snapshot = state.status === 'ready' ? state.snapshot : null;
  const coupon = snapshot?.data.coupon;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={2} Failure={MembersOnly} />
      {snapshot && coupon && (
        <>
          <CouponTicket coupon={coupon} snapshot={snapshot} onFinish={() => void reload()} />
          {(coupon.state === 'locked' || coupon.state === 'offered') && coupon.unusableReason !== null && (
            <InlineNote text={coupon.unusableReason} />
          )}
          {coupon.state === 'usable' && (
            <>
              <CouponCode code={coupon.code} />
              <ActionButton id="use" onPress={() => void openBuy()}>
                自己买单，用这张券
              </ActionButton>
            </>
          )}
          <SectionTitle text="使用条件" />
          <Conditions lines={allConditions(coupon.terms)} />
          <Times coupon={coupon} />
          {(snapshot.data.canGive || snapshot.data.offerCode !== null) && (
            <GiftPanel coupon={coupon} offerCode={snapshot.data.offerCode} onChange={() => void reload()} />
          )}
        </>
      )}
    </PageShell>
  );
}
