import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { allConditions } from '@/components/coupon-text';
import { CouponTicket } from '@/components/coupon-ticket';
import { MembersOnly } from '@/components/members-only';
import { PageLoading } from '@/components/page-loading';
import { PageShell } from '@/components/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/stale-note';
import { refuse } from '@contracts/errors';
import { isCouponId } from '@contracts/primitives/ids';
import { chinaTimeText } from '@contracts/primitives/time';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { couponService } from '@/services';
import styles from './index.module.scss';

const Row = ({ name, value }: { name: string; value: string }) => (
  <View className={styles['row']}>
    <Text className={styles['name']}>{name}</Text>
    <Text className={styles['value']}>{value}</Text>
  </View>
);

/** One coupon with every condition it has. */
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
      {state.status === 'loading' && <PageLoading card={false} rows={2} />}
      {state.status === 'failed' && <MembersOnly error={state.error} onRetry={() => void reload()} />}
      {snapshot && coupon && (
        <>
          <CouponTicket coupon={coupon} snapshot={snapshot} onFinish={() => void reload()} />
          <SectionTitle text="使用条件" />
          <View className={styles['panel']}>
            {allConditions(coupon.terms).map((condition) => (
              <View key={condition} className={styles['condition']}>
                <View className={styles['dot']} />
                <Text className={styles['condition-text']}>{condition}</Text>
              </View>
            ))}
          </View>
          <View className={styles['panel']}>
            <Row name="领取时间" value={chinaTimeText(coupon.issuedAt)} />
            <Row name="到期时间" value={chinaTimeText(coupon.expiresAt)} />
            {coupon.usedAt !== null && <Row name="使用时间" value={chinaTimeText(coupon.usedAt)} />}
          </View>
        </>
      )}
    </PageShell>
  );
}
