import { Text } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { validityText } from '@/components/coupon/coupon-text';
import { MembersOnly } from '@/components/page/members-only';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { Tappable } from '@/components/tappable';
import { Ticket } from '@/components/coupon/ticket';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openCollect } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { couponService } from '@/services';
import { leftText } from '../../components/collect-text';
import styles from './index.module.scss';

/** 领券中心: what can be collected; a tap shows every condition first. */
export default function CouponCentrePage() {
  const list = usePagedCall(async (cursor) => {
    const { coupons, nextCursor, now } = await couponService.listCollectable({ cursor });
    return { items: coupons, nextCursor, now };
  });
  const { state, reload } = list;
  useOnShow(() => void reload());
  useReachBottom(list.showMore);

  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <MembersOnly error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="现在没有可领的券" text="有新券时会放在这里" />
      )}
      {list.shown.map((coupon) => (
        <Tappable
          key={coupon.templateId}
          id={`collect-${coupon.templateId}`}
          onPress={() => void openCollect(coupon.templateId)}
        >
          <Ticket terms={coupon.terms} faded={coupon.refusal !== null}>
            <Text className={styles['when']}>{validityText(coupon.validity)}</Text>
            <Text className={coupon.refusal === null ? styles['open'] : styles['when']}>
              {coupon.refusal ?? leftText(coupon.left) ?? '可领取'}
            </Text>
          </Ticket>
        </Tappable>
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </PageShell>
  );
}
