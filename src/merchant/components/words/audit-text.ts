import { actionWords } from '@contracts/primitives/words/action-words';

/** By what the work is for, as the log is looked through. */
const groupOf = (action: string): string => {
  if (/^payment\.(refund|refundLines|retryRefund|handleRefund)$/.test(action)) return '退款';
  const [area = ''] = action.split('.');
  return areaTexts[area] ?? '规则与设置';
};

const areaTexts: Readonly<Record<string, string>> = {
  payment: '收银',
  points: '积分',
  play: '福利',
  coupon: '券',
  merchant: '门店与员工',
  identity: '会员身份',
  member: '会员',
  leader: '团长',
  message: '推送',
  referral: '邀请',
};

/** The actions of each group. */
export const actionGroups: Readonly<Record<string, string[]>> = Object.keys(actionWords).reduce<
  Record<string, string[]>
>((groups, action) => {
  const name = groupOf(action);
  return { ...groups, [name]: [...(groups[name] ?? []), action] };
}, {});
export type ActionGroup = string;

/** What has no word yet is shown as it is named. */
export function actionText(action: string): string {
  const words: Readonly<Record<string, string>> = actionWords;
  return words[action] ?? action;
}
