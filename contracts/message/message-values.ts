import * as z from 'zod';
import { staffMessageKinds } from '../primitives/staff-message';
import { handle, instant } from '../values';

/** What the system itself reminds of. A new kind: a name here, a pure file in the notices of the area that causes it, an entry in message/kinds/list-kinds. */
export const reminderKind = z.enum([
  'coupon_expiry',
  'coupon_revoked',
  'card_expiry',
  'points_expiry',
  'claim_waiting',
  'leader_application',
  'leader_handover',
  'points_changed',
  'redemption_ready',
  'reward_earned',
  'order_paid',
  'order_refunded',
  'tier_changed',
  'tier_review',
  'gift_waiting',
  'birthday',
  'charter_changed',
  'avatar_refused',
]);
export type ReminderKindName = z.output<typeof reminderKind>;

/** Kinds of messages; each may have a subscription template in the configuration. */
export const messageKind = z.enum([...reminderKind.options, 'campaign', ...staffMessageKinds]);
export type MessageKind = z.output<typeof messageKind>;
/** Those a shopper knows, can switch off, and a template may carry; what staff are told stays in the inbox. */
export const shopperKind = messageKind.exclude([...staffMessageKinds]);

/**
 * Why a reminder was not sent when its time came. `missing`: its subject or its person is gone. `failed`: something of
 * ours broke on it again and again, until it was too late.
 */
export const skipReason = z.enum(['used', 'expired', 'missing', 'withdrawn', 'renewed', 'muted', 'failed']);
export type SkipReason = z.output<typeof skipReason>;

/** `official_account`: its template message; `official_notice`: its subscribe notice (订阅通知). */
export const messageChannel = z.enum(['wechat', 'official_account', 'official_notice', 'inbox']);
export type MessageChannel = z.output<typeof messageChannel>;

/**
 * pending: handed to WeChat, answer awaited · retrying: WeChat asked for patience · delivered: where `channel` says ·
 * unconfirmed: the answer never came, it may have arrived · failed: only in the inbox, though a service notification
 * should have gone out
 */
export const deliveryState = z.enum(['pending', 'retrying', 'delivered', 'unconfirmed', 'failed']);
export type DeliveryState = z.output<typeof deliveryState>;

export const messageView = z.object({
  id: handle,
  kind: messageKind,
  title: z.string(),
  lines: z.array(z.string()),
  /** Where a tap leads, inside the mini-program. */
  page: z.string(),
  /** Where it also arrived: in the mini-program's service notifications, from the official account, or nowhere else. */
  channel: messageChannel,
  createdAt: instant,
  readAt: instant.nullable(),
});
export type MessageView = z.output<typeof messageView>;

/** WeChat's answers to a subscription prompt, per template id (platform-facts, section 1). */
export const promptAnswer = z.enum(['accept', 'reject', 'ban', 'filter', 'acceptWithAudio']);

/** When the mini-program would like to ask for subscriptions; `inbox`: the shopper asked for it. */
export const promptMoment = z.enum(['join', 'claim', 'redeem', 'points', 'pay', 'inbox']);
export type PromptMoment = z.output<typeof promptMoment>;

const minuteOfDay = z.int().min(0).max(1439);
/** Minutes of the China day, `[from, to)`; `from` may be the later one (22:00–08:00). Equal: none. */
export const quietHours = z.object({ fromMinute: minuteOfDay, toMinute: minuteOfDay });
export type QuietHours = z.output<typeof quietHours>;
