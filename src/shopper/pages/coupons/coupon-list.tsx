import { useReachBottom } from '@tarojs/taro';
import { useEffect } from 'react';
import { ActionButton } from '@/components/action-button';
import { CouponTicket } from '@/components/coupon/coupon-ticket';
import { MembersOnly } from '@/components/page/members-only';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { StaleNote } from '@/components/page/stale-note';
import type { CouponFilter } from '@contracts/coupon/coupon';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openCoupon } from '@/platform/opening/navigation';
import { couponService } from '@/services';

const emptyNotes: Record<CouponFilter, { title: string; text: string }> = {
  usable: { title: '现在没有可用的券', text: '有新券时会放在这里，快到期也会提醒你' },
  used: { title: '还没有用过券', text: '结账时用掉的券会记在这里' },
  gone: { title: '没有收回或送出的券', text: '商家收回的、送给朋友的券会记在这里' },
  expired: { title: '没有过期的券', text: '很好，一张都没浪费' },
};

interface CouponListProps {
  state: CouponFilter;
  /** How often the page has been shown: each time the list is read again. */
  visit: number;
}

/** One state's coupons, page by page. */
export function CouponList({ state, visit }: CouponListProps) {
  const list = usePagedCall(async (cursor) => {
    const { coupons, nextCursor, now } = await couponService.listMine({ state, cursor });
    return { items: coupons, nextCursor, now };
  });
  const { state: call, reload } = list;
  useEffect(() => {
    if (visit > 0) void reload();
  }, [visit, reload]);
  useReachBottom(list.showMore);

  if (call.status === 'loading') return <PageLoading card={false} rows={4} />;
  if (call.status === 'failed') return <MembersOnly error={call.error} onRetry={() => void reload()} />;
  if (list.shown.length === 0) return <PageNote icon="empty" {...emptyNotes[state]} />;
  return (
    <>
      <StaleNote state={call} onRetry={() => void reload()} />
      {list.shown.map((coupon) => (
        <CouponTicket
          key={coupon.id}
          coupon={coupon}
          snapshot={call.snapshot}
          onPress={() => void openCoupon(coupon.id)}
          onFinish={() => void reload()}
        />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </>
  );
}
