import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { classNames } from '@/components/class-names';
import { PageShell } from '@/components/page-shell';
import { Tappable } from '@/components/tappable';
import type { CouponFilter } from '@contracts/coupon';
import { useOnShow } from '@/platform/use-on-show';
import { openCouponCentre } from '@/platform/navigation';
import { CouponList } from './coupon-list';
import styles from './index.module.scss';

const tabs: { state: CouponFilter; text: string }[] = [
  { state: 'usable', text: '可用' },
  { state: 'used', text: '已用' },
  { state: 'expired', text: '已过期' },
  { state: 'gone', text: '其他' },
];

/** 我的优惠券: every coupon the member has had, by state. */
export default function CouponsPage() {
  const [selected, setSelected] = useState<CouponFilter>('usable');
  const [visit, setVisit] = useState(0);
  useOnShow(() => setVisit((before) => before + 1));
  return (
    <PageShell>
      <View className={styles['tabs']} ariaRole="tablist">
        {tabs.map(({ state, text }) => (
          <Tappable
            key={state}
            id={`tab-${state}`}
            className={classNames(styles['tab'], state === selected && styles['selected'])}
            ariaLabel={state === selected ? `${text}，已选中` : text}
            onPress={() => setSelected(state)}
          >
            <Text>{text}</Text>
          </Tappable>
        ))}
      </View>
      <CouponList key={selected} state={selected} visit={visit} />
      {selected === 'usable' && (
        <ActionButton id="centre" look="secondary" onPress={() => void openCouponCentre()}>
          去领券中心看看
        </ActionButton>
      )}
    </PageShell>
  );
}
