import type { AuditView } from '@contracts/office/office';

/** What was done, in the operator's words; what has no word yet is shown as it is named. */
const actionTexts: Readonly<Record<string, string>> = {
  'payment.openBill': '开账单',
  'payment.endBill': '账单取消',
  'payment.recordCounterPayment': '收现',
  'payment.refund': '退款',
  'payment.refundLines': '按商品退款',
  'payment.attach': '顾客认领已收现的账单',
  'payment.ownBillFound': '发现是经手人自己的现金账单',
  'payment.ownBillReleased': '现金账单核对为两个人，积分已归还',
  'payment.requestReview': '提交复核',
  'payment.confirmReview': '复核通过',
  'payment.rejectReview': '复核退回',
  'payment.retryRefund': '重试退款',
  'payment.handleRefund': '退款线下处理',
  'payment.fulfillOrder': '交付商品',
  'merchant.saveStoreShipping': '改门店交付方式',
  'payment.saveIssueRule': '改发卡规则',
  'points.adjust': '调整积分',
  'points.transfer': '转移积分',
  'points.verifyRedemption': '发放兑换品',
  'points.publishRule': '发布积分规则',
  'growth.publishRule': '发布等级规则',
  'growth.setFloor': '手工定等级',
  'growth.usePrivilege': '核销等级权益',
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
  'merchant.makeStore': '新建门店',
  'merchant.saveStore': '改门店资料',
  'merchant.closeStore': '门店停业',
  'merchant.openStore': '门店恢复营业',
  'card.makePlan': '新建卡方案',
  'card.savePlan': '改卡方案',
  'card.closePlan': '停止发卡',
  'card.openPlan': '恢复发卡',
  'card.setDefaultPlan': '换入会发的卡',
  'merchant.takeOwnership': '成为店主',
  'console.signIn': '登录电脑',
  'console.refuseLogin': '拒绝电脑登录',
  'console.endSession': '让电脑退出登录',
  'merchant.inviteStaff': '邀请员工',
  'merchant.revokeInvitation': '撤回员工邀请',
  'merchant.acceptInvitation': '接受员工邀请',
  'merchant.setStaffRole': '换员工角色',
  'merchant.revokeStaff': '取消员工',
  'merchant.leaveStaff': '退出岗位',
  'office.saveMemberView': '存常用筛选',
  'office.removeMemberView': '删常用筛选',
  'office.exportMembers': '导出会员',
  'office.exportList': '导出清单',
  'office.tellExport': '下载导出的文件',
  'office.tellPhone': '看完整手机号',
  'office.tagMember': '改会员标签',
  'office.noteMember': '写会员备注',
  'office.freezeMember': '冻结或解冻会员',
  'office.extendCard': '延长会员卡',
  'office.replaceCard': '换会员卡号',
  'identity.openCase': '提出可能是同一人',
  'office.saveSettings': '改设置',
  'office.startReconciliation': '现在对一次账',
  'identity.decide': '会员身份判定',
  'identity.undoMerge': '撤销合并',
  'identity.backfillFollowers': '同步公众号粉丝',
  'leader.approveApplication': '通过团长申请',
  'leader.refuseApplication': '拒绝团长申请',
  'leader.tellApplicantPhone': '看申请人手机号',
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
/** By what the work is for, as the log is looked through. */
const groupOf = (action: string): string => {
  if (/^payment\.(refund|refundLines|retryRefund|handleRefund)$/.test(action)) return '退款';
  const [area = ''] = action.split('.');
  return areaTexts[area] ?? '规则与设置';
};

const areaTexts: Readonly<Record<string, string>> = {
  payment: '收银',
  points: '积分',
  coupon: '券',
  merchant: '门店与员工',
  identity: '会员身份',
  member: '会员',
  leader: '团长',
  message: '推送',
  referral: '邀请',
};

/** The actions of each group. */
export const actionGroups: Readonly<Record<string, string[]>> = Object.keys(actionTexts).reduce<
  Record<string, string[]>
>((groups, action) => {
  const name = groupOf(action);
  return { ...groups, [name]: [...(groups[name] ?? []), action] };
}, {});
export type ActionGroup = string;

export const actionText = (action: string): string => actionTexts[action] ?? action;

const roleTexts: Record<NonNullable<AuditView['role']>, string> = {
  owner: '店主',
  operator: '运营',
  clerk: '店员',
  adviser: '专属顾问',
  leader: '团长',
  shopper: '顾客',
  system: '系统',
};
export const whoText = ({ name, role }: Pick<AuditView, 'name' | 'role'>): string =>
  role === null || roleTexts[role] === name ? name : `${name}（${roleTexts[role]}）`;
