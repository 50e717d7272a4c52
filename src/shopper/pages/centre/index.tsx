import { Text } from '@tarojs/components';
import { validityText } from '@/components/coupon/coupon-text';
import { MembersOnly } from '@/components/page/members-only';
import { PagedList } from '@/components/list/paged-list';
import { PageShell } from '@/components/page/page-shell';
import { Tappable } from '@/components/tappable';
import { Ticket } from '@/components/coupon/ticket';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openCollect } from '@/platform/opening/navigation';
import { couponService } from '@/services';
import { leftText } from '../../components/collect-text';
import styles from './index.module.scss';

/** 领券中心: what can be collected; a tap shows every condition first. */
export default function CouponCentrePage() {
  const list = usePagedCall(async (cursor) => {
    const { coupons, nextCursor, now } = await couponService.listCollectable({ cursor });
    return { items: coupons, nextCursor, now };
  });

  return (
    <PageShell>
      <PagedList
        list={list}
        Failure={MembersOnly}
        keyOf={(coupon) => coupon.templateId}
        row={(coupon) => (
          <Tappable id={`collect-${coupon.templateId}`} onPress={() => void openCollect(coupon.templateId)}>
            <Ticket terms={coupon.terms} faded={coupon.refusal !== null}>
              <Text className={styles['when']}>{validityText(coupon.validity)}</Text>
              <Text className={coupon.refusal === null ? styles['open'] : styles['when']}>
                {coupon.refusal ?? leftText(coupon.left) ?? '可领取'}
              </Text>
            </Ticket>
          </Tappable>
        )}
        empty={{ title: '现在没有可领的券', text: '有新券时会放在这里' }}
      />
    </PageShell>
  );
}
