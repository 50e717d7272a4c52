import { View } from '@tarojs/components';
import { LinkRow, type LinkRowProps } from '@/components/list/link-row';
import { keptRoles } from '@/hooks/use-roles';
import {
  openCharge,
  openLeaderCode,
  openRedeemDesk,
  openToday,
  openWorkbench,
} from '@/platform/opening/navigation';
import styles from './role-bar.module.scss';

type Row = Omit<LinkRowProps, 'onPress'> & { open: () => unknown };

const counter: readonly Row[] = [
  { id: 'charge', icon: 'pay', text: '收款', open: openCharge },
  { id: 'redeem', icon: 'scan', text: '核销优惠券', open: openRedeemDesk },
  { id: 'workbench', icon: 'work', text: '工作台', open: openWorkbench },
];
const leading: readonly Row[] = [
  { id: 'today', icon: 'people', text: '今天做什么', open: openToday },
  { id: 'leader-code', icon: 'code', text: '出示团码', open: openLeaderCode },
];

/**
 * Above one's own card: the work of whoever has some here, each role's first acts one tap away. Drawn from what 我的 last learnt of
 * the roles, so that home stays one call.
 */
export function RoleBar() {
  const roles = keptRoles();
  const rows = [
    ...(roles.includes('clerk') || roles.includes('operator') ? counter : []),
    ...(roles.includes('leader') ? leading : []),
  ];
  if (rows.length === 0) return null;
  return (
    <View className={styles['bar']}>
      {rows.map(({ open, ...row }) => (
        <LinkRow key={row.id} {...row} onPress={() => void open()} />
      ))}
    </View>
  );
}
