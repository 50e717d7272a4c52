import { View } from '@tarojs/components';
import { useState } from 'react';
import { LinkRow, type LinkRowProps } from '@/components/list/link-row';
import { Tabs } from '@/components/list/tabs';
import { keptRoles } from '@/hooks/use-roles';
import { cacheSlot } from '@/platform/cache';
import {
  openCharge,
  openLeaderCode,
  openRedeemDesk,
  openToday,
  openWorkbench,
} from '@/platform/opening/navigation';
import styles from './role-bar.module.scss';

type Row = Omit<LinkRowProps, 'onPress'> & { open: () => unknown };
type Work = 'counter' | 'leading';

const rowsOf: Readonly<Record<Work, readonly Row[]>> = {
  counter: [
    { id: 'charge', icon: 'pay', text: '收款', open: openCharge },
    { id: 'redeem', icon: 'scan', text: '核销优惠券', open: openRedeemDesk },
    { id: 'workbench', icon: 'work', text: '工作台', open: openWorkbench },
  ],
  leading: [
    { id: 'today', icon: 'people', text: '今天做什么', open: openToday },
    { id: 'leader-code', icon: 'code', text: '出示团码', open: openLeaderCode },
  ],
};
const tabs: readonly { name: Work; text: string }[] = [
  { name: 'counter', text: '店里' },
  { name: 'leading', text: '团长' },
];

/** What whoever has several roles looked at last. */
const shownCache = cacheSlot('work-shown', (value): value is Work => tabs.some(({ name }) => name === value));

function worksHere(): Work[] {
  const roles = keptRoles();
  return [
    ...(roles.includes('clerk') || roles.includes('operator') ? (['counter'] as const) : []),
    ...(roles.includes('leader') ? (['leading'] as const) : []),
  ];
}

/**
 * Above one's own card: the work of whoever has some here, each role's first acts one tap away, and a switch for whoever has several.
 * Drawn from what 我的 last learnt of the roles, so that home stays one call.
 */
export function RoleBar() {
  const works = worksHere();
  const [chosen, setChosen] = useState(() => shownCache.read()?.value ?? null);
  const shown = works.find((work) => work === chosen) ?? works[0];
  if (shown === undefined) return null;
  const choose = (work: Work) => {
    setChosen(work);
    shownCache.write(work);
  };
  return (
    <View>
      {works.length > 1 && <Tabs tabs={tabs} selected={shown} onSelect={choose} />}
      <View className={styles['bar']}>
        {rowsOf[shown].map(({ open, ...row }) => (
          <LinkRow key={row.id} {...row} onPress={() => void open()} />
        ))}
      </View>
    </View>
  );
}
