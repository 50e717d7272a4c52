import type { AuditView } from '@contracts/office/office';

/** What was done, in the operator's words; what has no word yet is shown as it is named. */
const actionTexts: Readonly<Record<string, string>> = {
  'payment.openBill': '开账单',
  'payment.endBill': '账单取消',
  'payment.recordCounterPayment': '收现',
  'payment.refund': '退款',
  'payment.refundLines': '按商品退款',
  'payment.attach': '顾客认领已收现的账单',
  'payment.requestReview': '提交复核',
  'payment.confirmReview': '复核通过',
  'payment.rejectReview': '复核退回',
  'payment.retryRefund': '重试退款',
  'payment.handleRefund': '退款线下处理',
  'payment.saveIssueRule': '改发卡规则',
  'points.adjust': '调整积分',
  'points.transfer': '转移积分',
  'points.verifyRedemption': '发放兑换品',
  'points.publishRule': '发布积分规则',
  'points.saveReward': '改兑换商品',
  'coupon.redeem': '核销优惠券',
  'coupon.undoRedeem': '撤销核销',
  'coupon.issueByHand': '手工发券',
  'coupon.revoke': '收回券',
  'coupon.extend': '延长券',
  'coupon.saveTemplate': '改券模板',
  'coupon.setTemplateStatus': '上下架券',
  'coupon.savePack': '改券包',
  'merchant.bindStores': '改员工门店',
  'office.saveSettings': '改设置',
  'identity.decide': '会员身份判定',
  'identity.undoMerge': '撤销合并',
  'identity.backfillFollowers': '同步公众号粉丝',
  'leader.approveApplication': '通过团长申请',
  'leader.refuseApplication': '拒绝团长申请',
  'leader.pause': '暂停团长',
  'leader.resume': '恢复团长',
  'leader.handOver': '交接团队',
  'message.createPush': '写推送',
  'message.submitPush': '提交推送',
  'message.approvePush': '批准推送',
  'message.steerPush': '暂停或取消推送',
  'referral.approve': '邀请核实通过',
  'referral.reject': '邀请核实拒绝',
  'referral.publishRule': '发布邀请规则',
};
export const actionText = (action: string): string => actionTexts[action] ?? action;

const roleTexts: Record<NonNullable<AuditView['role']>, string> = {
  owner: '店主',
  operator: '运营',
  clerk: '店员',
  leader: '团长',
  shopper: '顾客',
  system: '系统',
};
export const whoText = ({ name, role }: Pick<AuditView, 'name' | 'role'>): string =>
  role === null || roleTexts[role] === name ? name : `${name}（${roleTexts[role]}）`;
