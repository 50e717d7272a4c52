import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { PageShell } from '@/components/page/page-shell';
import type { CouponFilter } from '@contracts/coupon/coupon';
import { openCouponCentre } from '@/platform/opening/navigation';
import { Tabs } from '@/components/list/tabs';
import { CouponList } from './coupon-list';

const tabs: { name: CouponFilter; text: string }[] = [
  { name: 'usable', text: '可用' },
  { name: 'used', text: '已用' },
  { name: 'expired', text: '已过期' },
  { name: 'gone', text: '其他' },
];

/** 我的优惠券: every coupon the member has had, by state. */
export default function CouponsPage() {
  const [selected, setSelected] = useState<CouponFilter>('usable');
  return (
    <PageShell>
      <Tabs tabs={tabs} selected={selected} onSelect={setSelected} />
      <CouponList key={selected} state={selected} />
      {selected === 'usable' && (
        <ActionButton id="centre" look="secondary" onPress={() => void openCouponCentre()}>
          去领券中心看看
        </ActionButton>
      )}
    </PageShell>
  );
}
