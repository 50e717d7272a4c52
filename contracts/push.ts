import * as z from 'zod';
import { deliveryState, messageChannel, messageKind, skipReason } from './message';
import { operation, type ApiOf } from './operation';
import { cardPlanId, cursor, handle, instant, leaderId, pushId, storeId } from './values';

/** What a merchant may push: two kinds of reminders to more people than the system reminds by itself, and words of their own. */
export const pushKind = z.enum(['card_expiry', 'coupon_expiry', 'campaign']);
export type PushKind = z.output<typeof pushKind>;

const days = z.int().min(1).max(365);

/** Who gets it: everybody who meets every condition that is set. A new condition: here, and in message/audience.ts. */
export const audience = z.object({
  cardPlanIds: z.array(cardPlanId).max(50).default([]),
  cardExpiresWithinDays: days.nullable().default(null),
  couponsExpireWithinDays: days.nullable().default(null),
  leaderIds: z.array(leaderId).max(200).default([]),
  storeIds: z.array(storeId).max(200).default([]),
  pointsAtLeast: z.int().min(1).max(99_999_999).nullable().default(null),
  /** Any of them. */
  tags: z.array(z.string().min(1).max(20)).max(50).default([]),
  paidWithinDays: days.nullable().default(null),
  /** Has not paid for so long, or never. */
  notPaidForDays: days.nullable().default(null),
  joinedFrom: instant.nullable().default(null),
  joinedTo: instant.nullable().default(null),
});
export type Audience = z.output<typeof audience>;

export const pushText = z.object({ title: z.string().min(1).max(20), body: z.string().min(1).max(200) });
export type PushText = z.output<typeof pushText>;

/**
 * draft: people are being counted, or have been · awaiting_approval: a second person decides · sending: goes out from its
 * time on · paused · done · cancelled
 */
export const pushStatus = z.enum(['draft', 'awaiting_approval', 'sending', 'paused', 'done', 'cancelled']);
export type PushStatus = z.output<typeof pushStatus>;

/** `forbidden` stops a push: WeChat would punish it. `warning` leaves the decision to the merchant. */
export const lintFinding = z.object({ severity: z.enum(['forbidden', 'warning']), text: z.string() });
export type LintFinding = z.output<typeof lintFinding>;

const count = z.int().nonnegative();

export const pushPreview = z.object({
  /** Members looked at so far. */
  scanned: count,
  complete: z.boolean(),
  total: count,
  /** What would carry it if it went out now. */
  reach: z.object({ wechat: count, official_account: count, inbox: count }),
  /** Switched this kind off: they get nothing. */
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

const onPush = z.object({ pushId });
const answer = z.object({ push: pushView, now: instant });

export const pushOperations = {
  /** Writes a draft. Nothing is sent before it was previewed and submitted. */
  createPush: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'pushes/psh_<request id>', byRequest: true },
    input: z.object({
      kind: pushKind,
      audience,
      /** For a campaign; the other kinds write themselves. */
      text: pushText.nullable(),
      /** Null: as soon as it is submitted. */
      sendAt: instant.nullable(),
      givesPack: z.boolean().default(false),
    }),
    output: answer,
  }),
  /** What an audience can be chosen from: every store, leader and card plan. */
  listAudienceChoices: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      stores: z.array(z.object({ id: storeId, name: z.string() })),
      leaders: z.array(z.object({ id: leaderId, name: z.string() })),
      cardPlans: z.array(z.object({ id: cardPlanId, name: z.string() })),
    }),
  }),
  /** Counts some more of its people; call it until `complete`. Refuses `push_not_found`, `push_not_open`. */
  previewPush: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'pushRecipients/<push>:<member>: a person is counted once' },
    input: onPush,
    output: answer,
  }),
  /**
   * Sends it, or asks for a second person's approval. Refuses `push_not_ready` before the preview is complete,
   * `push_text_forbidden`, and `push_repeated` unless the repeat is confirmed.
   */
  submitPush: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'pushes/<id>.status leaves draft once' },
    input: z.object({ pushId, confirmRepeat: z.boolean() }),
    output: answer,
  }),
  /** By somebody other than who wrote it. Refuses `push_own_approval`. */
  approvePush: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'pushes/<id>.status leaves awaiting_approval once' },
    input: onPush,
    output: answer,
  }),
  /** Pause, go on, or cancel what has not gone out yet. Refuses `push_not_open` when it is over. */
  steerPush: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'pushes/<id>.status: asking for the state it has changes nothing' },
    input: z.object({ pushId, to: z.enum(['sending', 'paused', 'cancelled']) }),
    output: answer,
  }),
  readPush: operation({ actor: 'operator', idempotency: 'read', input: onPush, output: answer }),
  /** Newest first. */
  listPushes: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ pushes: z.array(pushView), nextCursor: cursor, now: instant }),
  }),
  /** Messages in one state, newest first: what went out, what failed and why. Nobody's name or number. */
  listDeliveries: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ delivery: deliveryState, cursor }),
    output: z.object({
      deliveries: z.array(
        z.object({
          id: handle,
          kind: messageKind,
          title: z.string(),
          channel: messageChannel,
          note: z.string().nullable(),
          attempts: count,
          at: instant,
        }),
      ),
      nextCursor: cursor,
      now: instant,
    }),
  }),
  /** Reminders that were not sent, latest first, and why: used meanwhile, too late, person gone, failed. */
  listDropped: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({
      dropped: z.array(
        z.object({ kind: messageKind, reason: skipReason, dueAt: instant, deadline: instant }),
      ),
      nextCursor: cursor,
      now: instant,
    }),
  }),
};
export type PushApi = ApiOf<typeof pushOperations>;
