import { CouponTicket } from '@/components/coupon/coupon-ticket';
import { PagedList } from '@/components/list/paged-list';
import { MembersOnly } from '@/components/page/members-only';
import type { CouponFilter } from '@contracts/coupon/coupon';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openCoupon } from '@/platform/opening/navigation';
import { couponService } from '@/services';

const emptyNotes: Record<CouponFilter, { title: string; text: string }> = {
  usable: { title: '现在没有可用的券', text: '有新券时会放在这里，快到期也会提醒你' },
  used: { title: '还没有用过券', text: '结账时用掉的券会记在这里' },
  gone: { title: '没有收回或送出的券', text: '商家收回的、送给朋友的券会记在这里' },
  expired: { title: '没有过期的券', text: '很好，一张都没浪费' },
};

/** One state's coupons, page by page. */
export function CouponList({ state }: { state: CouponFilter }) {
  const list = usePagedCall(async (cursor) =>
    pageOf(await couponService.listMine({ state, cursor }), 'coupons'),
  );
  return (
    <PagedList
      list={list}
      Failure={MembersOnly}
      keyOf={({ id }) => id}
      row={(coupon, snapshot) => (
        <CouponTicket
          coupon={coupon}
          snapshot={snapshot}
          onPress={() => void openCoupon(coupon.id)}
          onFinish={() => void list.reload()}
        />
      )}
      empty={emptyNotes[state]}
    />
  );
}
