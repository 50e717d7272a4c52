import type { MessageApi, MessageKind } from '@contracts/message/message';
import { isStaffMessage, type StaffMessageKind } from '@contracts/primitives/staff-message';

type KindSetting = ReturnType<MessageApi['readSettings']>['kinds'][number];

/** What reminders are about, as a member sorts them. */
const groupNames = ['coupons', 'points', 'orders', 'news'] as const;
type GroupName = (typeof groupNames)[number];

const groupTexts: Readonly<Record<GroupName, string>> = {
  coupons: '优惠券和会员卡',
  points: '积分和等级',
  orders: '买单和退款',
  news: '邀请、活动和其他',
};

/** A kind that is added later belongs somewhere, or this does not compile. */
const groupOf: Readonly<Record<Exclude<MessageKind, StaffMessageKind>, GroupName>> = {
  coupon_expiry: 'coupons',
  coupon_revoked: 'coupons',
  card_expiry: 'coupons',
  claim_waiting: 'coupons',
  points_expiry: 'points',
  points_changed: 'points',
  redemption_ready: 'points',
  tier_changed: 'points',
  tier_review: 'points',
  gift_waiting: 'points',
  charter_changed: 'points',
  order_paid: 'orders',
  order_refunded: 'orders',
  reward_earned: 'news',
  leader_application: 'news',
  leader_handover: 'news',
  birthday: 'news',
  avatar_refused: 'news',
  campaign: 'news',
};

export interface ReminderGroup {
  name: GroupName;
  title: string;
  kinds: readonly KindSetting[];
  /** Some of them are wanted: the group's switch stands on. */
  on: boolean;
  /** How it stands, in one line. */
  text: string;
}

/** What WeChat still does for one kind. */
export const leftText = ({ on, sendsLeft, subscribed }: KindSetting): string => {
  if (!on) return '已关闭，不会再收到';
  if (sendsLeft > 0) return `微信还会提醒你 ${sendsLeft} 次`;
  return subscribed ? '微信提醒用完了，会放在小程序消息里' : '还没订阅微信提醒，会放在小程序消息里';
};

function groupText(kinds: readonly KindSetting[]): string {
  const wanted = kinds.filter(({ on }) => on);
  if (wanted.length === 0) return '都关着，不会收到';
  const heard = wanted.filter(({ sendsLeft }) => sendsLeft > 0).length;
  const how =
    heard > 0
      ? `${heard} 种微信会提醒`
      : wanted.some(({ subscribed }) => subscribed)
        ? '微信提醒用完了'
        : '还没订阅微信提醒';
  return wanted.length === kinds.length ? how : `开着 ${wanted.length} 种，${how}`;
}

/** The kinds in four groups, none left out. */
export const reminderGroups = (kinds: readonly KindSetting[]): ReminderGroup[] =>
  groupNames.map((name) => {
    const own = kinds.filter(({ kind }) => !isStaffMessage(kind) && groupOf[kind] === name);
    return {
      name,
      title: groupTexts[name],
      kinds: own,
      on: own.some(({ on }) => on),
      text: groupText(own),
    };
  });

/** Everything that is off once these kinds are turned on or off. */
export const mutedAfter = (
  all: readonly KindSetting[],
  turned: readonly MessageKind[],
  on: boolean,
): MessageKind[] => all.filter((one) => (turned.includes(one.kind) ? !on : !one.on)).map(({ kind }) => kind);
