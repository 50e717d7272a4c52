import type { InviteReason } from '../../../contracts/referral/invite-rule';

/** Why a friend or a reward does not count, in the words the inviter reads. */
const texts: Record<InviteReason, string> = {
  self: '这是你自己的账号，自己邀请自己不计',
  existing_member: '对方已经是会员，只有新会员才计',
  merged_person: '核实为同一位老会员的另一个账号，不计为新会员',
  reciprocal_pair: '你们互相邀请，只计先邀请的一方',
  cap_reached: '已达到奖励上限，好友仍得到好友礼',
  rule_ended: '好友入会时活动没有进行',
  suspicious_burst: '短时间内入会的好友较多，运营核实后再计',
  same_phone: '好友入会用的手机号曾绑在你的账号上，运营核实后再计',
  inviter_frozen: '你的会员冻结中，运营核实后再计',
  rejected: '运营核实后没有通过',
  code_revoked: '好友打开的是已更换的旧邀请码',
  order_refunded: '订单已退款，奖励收回',
  order_held: '好友的这笔现金账单待店家核对，奖励先收回',
  order_not_theirs: '核实下单的不是这位好友，奖励收回',
  milestone_lost: '达标的好友数减少了，奖励收回',
  sold_out: '奖励的券已发完，请联系商家',
  points_closed: '商家暂未开放积分，请联系商家',
  account_closed: '账户已注销',
};

export const reasonText = (reason: InviteReason): string => texts[reason];
export const viewReason = (reason: InviteReason | null) =>
  reason === null ? null : { code: reason, text: texts[reason] };
