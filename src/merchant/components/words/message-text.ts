import type { DeliveryState, MessageChannel, SkipReason } from '@contracts/message/message';
import { channelWords } from '@contracts/primitives/words/channel-words';
import type { PushKind, PushStatus } from '@contracts/message/push';

export const channelText: Readonly<Record<MessageChannel, string>> = channelWords;

export const deliveryText: Readonly<Record<DeliveryState, string>> = {
  failed: '没发成',
  unconfirmed: '未确认',
  retrying: '等待重试',
  pending: '发送中',
  delivered: '已送达',
};

export const pushKindText: Readonly<Record<PushKind, string>> = {
  card_expiry: '会员卡到期提醒',
  coupon_expiry: '优惠券到期提醒',
  campaign: '活动通知',
};

export const pushStatusText: Readonly<Record<PushStatus, string>> = {
  draft: '草稿',
  awaiting_approval: '待第二人确认',
  sending: '发送中',
  paused: '已暂停',
  done: '已完成',
  cancelled: '已取消',
};

/** Why a reminder was not sent. */
export const dropText: Readonly<Record<SkipReason, string>> = {
  used: '已经用掉或领取',
  expired: '发的时候已过期',
  missing: '相关的人或券已不在',
  withdrawn: '已收回、退款或转赠',
  renewed: '已续期',
  muted: '对方关闭了这类提醒',
  failed: '系统没处理成，看日志',
};

/** Why a message is where it is: our words, and WeChat's codes (cloudfunctions/message/rules/send-policy.ts). */
const noteTexts: Readonly<Record<string, string>> = {
  no_send_left: '没有剩余的订阅次数',
  kept_for_better: '订阅次数留给更要紧的提醒',
  heard_of_another: '同一时刻已有一条同类提醒发出',
  capped: '今天已提醒够次数',
  quiet: '免打扰时段',
  no_longer_true: '发之前已用掉或失效',
  expired: '发的时候已过期',
  '43101': '对方没有可用的订阅，或拒收',
  '43004': '没有关注公众号',
  '40003': '找不到这个微信用户',
  '43107': '对方关闭了订阅',
  '47003': '模板字段不符，请检查模板配置',
  '40037': '模板不存在，请检查模板配置',
  '41030': '页面还没发布到正式版',
  '43116': '模板被微信限流',
  '43117': '发送太频繁',
  '45009': '微信当天额度用完',
  '45011': '微信每分钟额度用完',
  '40001': '微信接口凭证无效，恢复后再发',
  '40014': '微信接口凭证无效，恢复后再发',
  '42001': '微信接口凭证过期，恢复后再发',
  '40125': 'AppSecret 不对，改好后再发',
  '40164': '服务器 IP 不在微信白名单，加上后再发',
  '48001': '账号没有这个接口的权限，恢复后再发',
  '-1': '微信系统繁忙',
};

export const noteText = (note: string | null): string | null =>
  note === null ? null : (noteTexts[note] ?? `微信返回 ${note}`);
