import type { IconName } from '@/components/icon';
import {
  openCardPlans,
  openCounterDays,
  openFigures,
  openFollowUps,
  openVoices,
  openIdentityDecisions,
  openInviteRule,
  openIssueRules,
  openLeaders,
  openMembers,
  openMyPost,
  openPlay,
  openPointsRule,
  openApplications,
  openAudience,
  openHealth,
  openReconciliation,
  openPushes,
  openReviews,
  openSettings,
  openStaff,
  openTemplates,
  openTiers,
  openShipping,
  openTroubledRefunds,
} from '@/platform/opening/navigation';

export interface WorkRow {
  for: 'adviser' | 'clerk' | 'operator';
  id: string;
  group: 'todo' | 'daily' | 'rules' | 'watch';
  /** Stands there only while something waits. */
  onlyWaiting?: true;
  icon: IconName;
  text: string;
  open: () => unknown;
}

export const groupTexts: readonly { group: WorkRow['group']; title: string }[] = [
  { group: 'todo', title: '待办' },
  { group: 'daily', title: '每天的事' },
  { group: 'rules', title: '规则' },
  { group: 'watch', title: '看管' },
];

/** Everything the shop's people do, by role; the counter's three acts stand above it as buttons. */
export const work: readonly WorkRow[] = [
  { for: 'adviser', id: 'my-post', group: 'daily', icon: 'phone', text: '我的岗位', open: openMyPost },
  { for: 'clerk', id: 'reviews', group: 'todo', icon: 'check', text: '待复核', open: openReviews },
  {
    for: 'operator',
    id: 'refunds',
    group: 'todo',
    icon: 'undo',
    text: '待处理退款',
    open: openTroubledRefunds,
  },
  { for: 'operator', id: 'figures', group: 'daily', icon: 'points', text: '经营数据', open: openFigures },
  {
    for: 'operator',
    id: 'audience',
    group: 'daily',
    icon: 'share',
    text: '会员生命周期与人群',
    open: openAudience,
  },
  {
    for: 'operator',
    id: 'follow-ups',
    group: 'daily',
    icon: 'phone',
    text: '会员跟进',
    open: openFollowUps,
  },
  { for: 'operator', id: 'voices', group: 'daily', icon: 'note', text: '投诉与要求', open: openVoices },
  { for: 'operator', id: 'members', group: 'daily', icon: 'people', text: '会员', open: openMembers },
  { for: 'operator', id: 'shipping', group: 'daily', icon: 'bag', text: '货款与发货', open: openShipping },
  { for: 'operator', id: 'pushes', group: 'daily', icon: 'bell', text: '推送与消息', open: openPushes },
  {
    for: 'operator',
    id: 'templates',
    group: 'rules',
    icon: 'ticket',
    text: '券模板与券包',
    open: openTemplates,
  },
  {
    for: 'operator',
    id: 'points-rule',
    group: 'rules',
    icon: 'points',
    text: '积分设置',
    open: openPointsRule,
  },
  { for: 'operator', id: 'tiers', group: 'rules', icon: 'shield', text: '等级与权益', open: openTiers },
  { for: 'operator', id: 'play', group: 'rules', icon: 'gift', text: '签到与福利', open: openPlay },
  { for: 'operator', id: 'card-plans', group: 'rules', icon: 'card', text: '卡方案', open: openCardPlans },
  {
    for: 'operator',
    id: 'issue-rules',
    group: 'rules',
    icon: 'card',
    text: '发卡规则',
    open: openIssueRules,
  },
  {
    for: 'operator',
    id: 'invites',
    group: 'rules',
    icon: 'share',
    text: '邀请规则与核实',
    open: openInviteRule,
  },
  { for: 'operator', id: 'leaders', group: 'daily', icon: 'code', text: '团长管理', open: openLeaders },
  {
    for: 'operator',
    id: 'counter-days',
    group: 'watch',
    icon: 'receipt',
    text: '柜台异常与操作日志',
    open: openCounterDays,
  },
  { for: 'operator', id: 'staff', group: 'watch', icon: 'people', text: '员工与门店', open: openStaff },
  {
    for: 'operator',
    id: 'settings',
    group: 'rules',
    icon: 'text',
    text: '规则与消息模板',
    open: openSettings,
  },
  {
    for: 'operator',
    id: 'reconciliation',
    group: 'watch',
    icon: 'check',
    text: '对账',
    open: openReconciliation,
  },
  { for: 'operator', id: 'health', group: 'watch', icon: 'shield', text: '运行状况', open: openHealth },
  {
    for: 'operator',
    id: 'identity-decisions',
    group: 'todo',
    icon: 'phone',
    text: '会员身份待办',
    open: openIdentityDecisions,
  },
  ...waitingRows([
    ['applications', 'people', '团长申请', openApplications],
    ['held-invites', 'note', '待核实的邀请', openInviteRule],
    ['held-awards', 'people', '待核实的团长业绩', openLeaders],
    ['held-orders', 'bag', '货款没有结算', openShipping],
    ['approvals', 'bell', '待批准的推送', openPushes],
    ['quarantine', 'note', '被搁置的数据', openHealth],
    ['alarms', 'bell', '运行告警', openHealth],
    ['differences', 'note', '对账不一致', openReconciliation],
  ]),
];

/** What the operator only sees while something waits. */
function waitingRows(
  rows: readonly [id: string, icon: IconName, text: string, open: WorkRow['open']][],
): WorkRow[] {
  return rows.map(([id, icon, text, open]) => ({
    for: 'operator',
    id,
    group: 'todo',
    icon,
    text,
    open,
    onlyWaiting: true,
  }));
}
