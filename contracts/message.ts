import * as z from 'zod';
import { operation, type ApiOf } from './operation';
import { cursor, handle, instant } from './values';

/** What the system itself reminds of. A new kind: a name here, a pure file in message/kinds, an entry in message/resolve-kind. */
export const reminderKind = z.enum([
  'coupon_expiry',
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
  'birthday',
]);
export type ReminderKindName = z.output<typeof reminderKind>;

/** Kinds of messages; each may have a subscription template in the configuration. */
export const messageKind = z.enum([...reminderKind.options, 'campaign', 'staff_alarm']);
export type MessageKind = z.output<typeof messageKind>;
/** Those a shopper knows, can switch off, and a template may carry; what staff are told stays in the inbox. */
export const shopperKind = messageKind.exclude(['staff_alarm']);

/**
 * Why a reminder was not sent when its time came. `missing`: its subject or its person is gone. `failed`: something of
 * ours broke on it again and again, until it was too late.
 */
export const skipReason = z.enum(['used', 'expired', 'missing', 'withdrawn', 'renewed', 'muted', 'failed']);
export type SkipReason = z.output<typeof skipReason>;

export const messageChannel = z.enum(['wechat', 'official_account', 'inbox']);
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

export const messageOperations = {
  /** Newest first. */
  listInbox: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({
      messages: z.array(messageView),
      nextCursor: cursor,
      unread: z.int().nonnegative(),
      now: instant,
    }),
  }),
  /** Marks the given messages read; those already read or of somebody else are left alone. */
  markRead: operation({
    actor: 'member',
    idempotency: { decidedBy: 'messages/<id>.readAt is set once' },
    input: z.object({ messageIds: z.array(handle).min(1).max(50) }),
    output: z.object({ unread: z.int().nonnegative() }),
  }),
  /** Template ids to ask for in a subscription prompt at this moment, at most three; none: do not ask. */
  readPrompt: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({ moment: promptMoment.default('inbox') }),
    output: z.object({ templateIds: z.array(z.string()) }),
  }),
  /** The client reports how the prompt was answered: each accept allows one message. */
  recordPrompt: operation({
    actor: 'guest',
    idempotency: {
      decidedBy: 'subscriptionPrompts/<openid>:<request id>: a prompt is counted once',
      byRequest: true,
    },
    input: z.object({ answers: z.record(z.string().min(1).max(128), promptAnswer) }),
    output: z.object({ accepted: z.int().nonnegative() }),
  }),
  /** What the member wants to be told and when, and how many sends are still granted. */
  readSettings: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      kinds: z.array(z.object({ kind: messageKind, on: z.boolean(), sendsLeft: z.int().nonnegative() })),
      quietHours,
      /** False: those of the merchant. */
      ownQuietHours: z.boolean(),
    }),
  }),
  /** Keeps what the member chose; `quietHours: null` goes back to the merchant's. */
  saveSettings: operation({
    actor: 'member',
    idempotency: { decidedBy: 'messageProfiles/<member id>: the last choice stands' },
    input: z.object({ mutedKinds: z.array(messageKind).max(50), quietHours: quietHours.nullable() }),
    output: z.object({}),
  }),
};
export type MessageApi = ApiOf<typeof messageOperations>;
