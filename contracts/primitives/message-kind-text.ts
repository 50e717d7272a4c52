import type { MessageKind } from '../message/message-values';

/** What each kind of message is called, for its reader and for the merchant. */
export const messageKindTexts: Readonly<Record<MessageKind, string>> = {
  coupon_expiry: '优惠券到期提醒',
  coupon_revoked: '优惠券收回通知',
  card_expiry: '会员卡到期提醒',
  points_expiry: '积分到期提醒',
  claim_waiting: '领卡通知',
  leader_application: '团长申请结果',
  leader_handover: '团队交接通知',
  points_changed: '积分变动通知',
  redemption_ready: '兑换提货通知',
  reward_earned: '邀请奖励通知',
  order_paid: '买单成功通知',
  order_refunded: '退款通知',
  tier_changed: '等级变动通知',
  birthday: '生日祝福',
  avatar_refused: '头像审核通知',
  campaign: '活动通知',
  staff_alarm: '系统告警',
};
