import { View } from '@tarojs/components';
import { SectionTitle } from '@/components/section-title';
import { useCall } from '@/hooks/use-call';
import {
  openCharge,
  openCounterDays,
  openPickUp,
  openIdentityDecisions,
  openInviteRule,
  openIssueRules,
  openFirstOwner,
  openLeaders,
  openMyPost,
  openPointsRule,
  openHealth,
  openPushes,
  openRedeemDesk,
  openReviews,
  openSettings,
  openStaff,
  openTemplates,
  openShipping,
  openTroubledRefunds,
} from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { memberService } from '@/services';
import { LinkRow, type LinkRowProps } from './link-row';
import styles from './settings.module.scss';

const readRoles = () => memberService.readRoles({});

const work: readonly (Omit<LinkRowProps, 'onPress'> & {
  for: 'adviser' | 'clerk' | 'operator';
  open: () => unknown;
})[] = [
  { for: 'clerk', id: 'charge', icon: 'scan', text: '收款', open: openCharge },
  { for: 'clerk', id: 'redeem', icon: 'scan', text: '核销优惠券', open: openRedeemDesk },
  { for: 'clerk', id: 'pick-up', icon: 'gift', text: '发放兑换品', open: openPickUp },
  { for: 'clerk', id: 'reviews', icon: 'shield', text: '待复核', open: openReviews },
  { for: 'adviser', id: 'my-post', icon: 'shield', text: '我的岗位', open: openMyPost },
  { for: 'operator', id: 'refunds', icon: 'note', text: '待处理退款', open: openTroubledRefunds },
  { for: 'operator', id: 'shipping', icon: 'note', text: '货款与发货', open: openShipping },
  { for: 'operator', id: 'pushes', icon: 'bell', text: '推送与消息', open: openPushes },
  { for: 'operator', id: 'templates', icon: 'ticket', text: '券模板与券包', open: openTemplates },
  { for: 'operator', id: 'points-rule', icon: 'gift', text: '积分设置', open: openPointsRule },
  { for: 'operator', id: 'issue-rules', icon: 'note', text: '发卡规则', open: openIssueRules },
  { for: 'operator', id: 'invites', icon: 'note', text: '邀请规则与核实', open: openInviteRule },
  { for: 'operator', id: 'leaders', icon: 'code', text: '团长管理', open: openLeaders },
  {
    for: 'operator',
    id: 'counter-days',
    icon: 'shield',
    text: '柜台异常与操作日志',
    open: openCounterDays,
  },
  { for: 'operator', id: 'staff', icon: 'shield', text: '员工与门店', open: openStaff },
  { for: 'operator', id: 'settings', icon: 'note', text: '规则与消息模板', open: openSettings },
  { for: 'operator', id: 'health', icon: 'note', text: '运行状况', open: openHealth },
  {
    for: 'operator',
    id: 'identity-decisions',
    icon: 'phone',
    text: '会员身份待办',
    open: openIdentityDecisions,
  },
];

/** While the shop waits for its first owner. */
const firstOwner = { id: 'first-owner', icon: 'shield', text: '成为店主', open: openFirstOwner } as const;

/** The shop's own work, for whoever has a role there; everybody else sees nothing of it. */
export function Work() {
  const { state, reload } = useCall(readRoles);
  useOnShow(() => void reload());
  const held = state.status === 'ready' ? state.snapshot.data.mayActAs : [];
  const ownerWanted = state.status === 'ready' && state.snapshot.data.ownerWanted;
  const rows = [...work.filter((row) => held.includes(row.for)), ...(ownerWanted ? [firstOwner] : [])];
  if (rows.length === 0) return null;
  return (
    <>
      <SectionTitle text="店里的工作" />
      <View className={styles['panel']}>
        {rows.map(({ id, icon, text, open }) => (
          <LinkRow key={id} id={id} icon={icon} text={text} onPress={() => void open()} />
        ))}
      </View>
    </>
  );
}
