import * as z from 'zod';
import { deliveryState, messageChannel } from './message-values';
import { segmentId } from '../audience/segment-rule';
import { cardPlanId, instant, leaderId, pushId, storeId } from '../values';
import { shown, unshown } from '../text-marks';

/** What a merchant may push: two kinds of reminders to more people than the system reminds by itself, and words of their own. */
export const pushKind = z.enum(['card_expiry', 'coupon_expiry', 'campaign']);
export type PushKind = z.output<typeof pushKind>;

const days = z.int().min(1).max(365);

/** Who gets it: everybody who meets every condition that is set. A new condition: here, and in message/push/rules/audience.ts. */
export const audience = z.object({
  cardPlanIds: z.array(cardPlanId).max(50).default([]),
  cardExpiresWithinDays: days.nullable().default(null),
  couponsExpireWithinDays: days.nullable().default(null),
  leaderIds: z.array(leaderId).max(200).default([]),
  storeIds: z.array(storeId).max(200).default([]),
  pointsAtLeast: z.int().min(1).max(99_999_999).nullable().default(null),
  /** Any of them. */
  tags: z
    .array(unshown(z.string().min(1).max(20), 'compared with tags, never shown'))
    .max(50)
    .default([]),
  paidWithinDays: days.nullable().default(null),
  /** Has not paid for so long, or never. */
  notPaidForDays: days.nullable().default(null),
  joinedFrom: instant.nullable().default(null),
  joinedTo: instant.nullable().default(null),
  /** In any of these segments, by the versions in force. */
  segmentIds: z.array(segmentId()).max(20).default([]),
});
export type Audience = z.output<typeof audience>;

export const pushText = z.object({
  title: shown(z.string().min(1).max(20)),
  body: shown(z.string().min(1).max(200)),
});
export type PushText = z.output<typeof pushText>;

/**
 * draft: people are being counted, or have been · awaiting_approval: a second person decides · sending: goes out from its
 * time on · paused · done · cancelled
 */
export const pushStatus = z.enum(['draft', 'awaiting_approval', 'sending', 'paused', 'done', 'cancelled']);
export type PushStatus = z.output<typeof pushStatus>;

/** `forbidden` stops a push: WeChat would punish it. `warning` leaves the decision to the merchant. */
const lintFinding = z.object({ severity: z.enum(['forbidden', 'warning']), text: z.string() });
export type LintFinding = z.output<typeof lintFinding>;

export const count = z.int().nonnegative();

export const pushPreview = z.object({
  /** Members looked at so far. */
  scanned: count,
  complete: z.boolean(),
  total: count,
  /** What would carry it if it went out now. */
  reach: z.object({
    wechat: count,
    official_account: count,
    /** At most: whether WeChat still has a send of theirs shows when it is sent. */
    official_notice: count.default(0),
    inbox: count,
  }),
  /** Switched this kind off, or being picked by what is known of them: they get nothing. */
  muted: count,
  /** Had their share of notifications today: the inbox only, if it goes out today. */
  capped: count,
  /** As phones will show it. */
  samples: z.array(z.object({ title: z.string(), lines: z.array(z.string()) })).max(3),
});
export type PushPreview = z.output<typeof pushPreview>;

/** How many ended how, and why. */
export const pushResult = z.object({
  channel: messageChannel,
  delivery: deliveryState,
  note: z.string().nullable(),
  count,
});

export const pushView = z.object({
  id: pushId,
  kind: pushKind,
  audience,
  text: pushText.nullable(),
  sendAt: instant,
  /** Everybody who gets it gets the pack published for pushes, too. */
  givesPack: z.boolean(),
  status: pushStatus,
  createdBy: z.string(),
  approvedBy: z.string().nullable(),
  preview: pushPreview,
  /** Of the people of the preview. */
  done: count,
  skipped: count,
  results: z.array(pushResult),
  lint: z.array(lintFinding),
  /** It falls into the merchant's quiet hours and goes out from this instant on; null: it does not. */
  waitsUntil: instant.nullable(),
  needsApproval: z.boolean(),
  createdAt: instant,
});
export type PushView = z.output<typeof pushView>;

export const onPush = z.object({ pushId });
export const answer = z.object({ push: pushView, now: instant });
