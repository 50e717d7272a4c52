import type { CouponChannel } from '@contracts/coupon/coupon';
import type { PackView } from '@contracts/coupon/coupon-admin';

/** What makes a pack be issued. */
export const packChannelTexts: Readonly<Partial<Record<CouponChannel, string>>> = {
  join: '入会',
  first_payment: '首次消费',
  invite: '邀请好友',
  tier: '升级',
  birthday: '生日',
  push: '推送',
  play: '签到和抽奖',
};

export const packChannelText = (channel: CouponChannel): string => packChannelTexts[channel] ?? channel;

export const packStatusText: Readonly<Record<PackView['status'], string>> = {
  draft: '草稿',
  published: '发放中',
  ended: '已结束',
};
