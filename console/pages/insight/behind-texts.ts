import type { BehindKind } from '@contracts/primitives/insight/behind';
import type { Language } from '../../texts/use-texts';

const zh = {
  says: '那天发生的、算进这个数的每一笔；超过 400 天的只留合计。一个人的两个账号合并后，入会只算一次。',
  at: '时间',
  kind: '发生了什么',
  member: '会员',
  gone: '已注销',
  amount: '金额或数量',
  order: '订单',
  open: '看订单',
  none: '那天没有',
  see: (day: string) => `看 ${day} 的每一笔`,
  /** Null: as the contract names them. */
  kinds: null as Readonly<Record<BehindKind, string>> | null,
};
type BehindTexts = typeof zh;

const en: BehindTexts = {
  says: 'Everything of that day that is counted here; of more than 400 days ago only sums are kept. Two accounts that became one joined once.',
  at: 'When',
  kind: 'What',
  member: 'Member',
  gone: 'Closed',
  amount: 'Amount',
  order: 'Order',
  open: 'Open',
  none: 'Nothing that day',
  see: (day) => `What ${day} is made of`,
  kinds: {
    joined: 'Joined',
    closed: 'Closed',
    paid: 'Paid',
    refunded: 'Refunded',
    coupon_issued: 'Coupons issued',
    coupon_used: 'Coupon used',
    coupon_returned: 'Coupon returned',
    coupon_expired: 'Coupon expired',
    coupon_revived: 'Coupon extended',
    points_earned: 'Points given',
    points_spent: 'Points taken',
    redeemed: 'Exchanged',
    invited: 'Invited a friend',
    message_delivered: 'Message delivered',
    message_opened: 'Message opened',
    message_clicked: 'Message followed',
    tier_changed: 'Tier changed',
  },
};

export const behindTexts: Readonly<Record<Language, BehindTexts>> = { zh, en };
