import * as z from 'zod';
import { deliveryState, messageChannel, messageKind, skipReason } from './message-values';
import { operation, type ApiOf } from '../operation';
import { cardPlanId, cursor, handle, instant, leaderId, pushId, storeId } from '../values';
import { segmentId } from '../audience/segment-rule';
import { pushKind, audience, pushText, count, pushView, onPush, answer } from './push-values';

export * from './push-values';

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
  /** What an audience can be chosen from: every store, leader and card plan, and the segments whose members are counted. */
  listAudienceChoices: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      stores: z.array(z.object({ id: storeId, name: z.string() })),
      leaders: z.array(z.object({ id: leaderId, name: z.string() })),
      cardPlans: z.array(z.object({ id: cardPlanId, name: z.string() })),
      segments: z.array(z.object({ id: segmentId(), name: z.string() })),
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
