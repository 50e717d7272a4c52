import type { MessageKind } from '@contracts/message';

/** What each kind of message is called, for its reader and for the merchant. */
export const messageKindTexts: Readonly<Record<MessageKind, string>> = {
  coupon_expiry: '优惠券到期提醒',
  card_expiry: '会员卡到期提醒',
  points_expiry: '积分到期提醒',
  claim_waiting: '领卡通知',
  leader_application: '团长申请结果',
  leader_handover: '团队交接通知',
  campaign: '活动通知',
};
