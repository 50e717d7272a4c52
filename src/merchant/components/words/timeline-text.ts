import type { TimelineEntry } from '@contracts/office/member-detail';
import { yuanText } from '@contracts/primitives/fen';
import { pointsText } from '@contracts/primitives/points';
import { actionText, whoText } from './audit-text';

/** What happened to a member, in the operator's words. */
const factTexts: Readonly<Record<string, string>> = {
  joined: '入会',
  profile_changed: '改资料',
  merged: '与另一位会员合并',
  unmerged: '撤销合并',
  closed: '注销',
  leader_changed: '换了团长',
  claimed: '领取付款送的卡',
  paid: '付款',
  refunded: '退款',
  coupon_issued: '得到优惠券',
  coupon_used: '用券',
  coupon_returned: '券退回',
  coupon_revoked: '券被收回',
  coupon_given: '把券送给朋友',
  coupon_expired: '券过期',
  coupon_revived: '券延期后又可用',
  points_earned: '得到积分',
  points_spent: '用掉积分',
  redeemed: '兑换商品',
  invited: '带来一位朋友',
  invitee_ordered: '朋友首单',
  message_delivered: '收到消息',
  message_opened: '看了消息',
  message_clicked: '点开消息里的页面',
  birthday_set: '填了生日',
  note_added: '有了备注',
};

export function timelineText({ what, amountFen, points, coupons }: TimelineEntry): string {
  const parts = [
    factTexts[what] ?? actionText(what),
    ...(amountFen === null ? [] : [`¥${yuanText(amountFen)}`]),
    ...(points === null ? [] : [`${points < 0 ? '-' : '+'}${pointsText(Math.abs(points))} 积分`]),
    ...(coupons === null ? [] : [`${coupons} 张`]),
  ];
  return parts.join(' ');
}

export const byText = ({ by }: TimelineEntry): string | null => (by === null ? null : whoText(by));
