import * as z from 'zod';
import { callLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { cursor, handle, instant } from '../values';
import { messageKind, messageView, promptAnswer, promptMoment, quietHours } from './message-values';
import { unshown } from '../text-marks';

export * from './message-values';

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
    whenFrozen: { allowed: 'what is read is read' },
    idempotency: { decidedBy: 'messages/<id>: readAt and clickedAt are set once' },
    input: z.object({
      messageIds: z.array(handle).min(1).max(50),
      /** They went where these lead. */
      clicked: z.boolean().default(false),
    }),
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
    limit: callLimit('record_prompt', 60, 10 * MINUTE_MS),
    idempotency: {
      decidedBy: 'subscriptionPrompts/<openid>:<request id>: a prompt is counted once',
      byRequest: true,
    },
    input: z.object({
      answers: z.record(unshown(z.string().min(1).max(128), 'a template id'), promptAnswer),
    }),
    output: z.object({ accepted: z.int().nonnegative() }),
  }),
  /** What the member wants to be told and when, and how many sends are still granted. */
  readSettings: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({
      kinds: z.array(
        z.object({
          kind: messageKind,
          on: z.boolean(),
          sendsLeft: z.int().nonnegative(),
          /** WeChat was allowed to send it at least once; false: nobody ever said yes, so nothing was used up. */
          subscribed: z.boolean(),
        }),
      ),
      personalised: z.boolean(),
      quietHours,
      /** False: those of the merchant. */
      ownQuietHours: z.boolean(),
    }),
  }),
  /** Keeps what the member chose; `quietHours: null` goes back to the merchant's. */
  saveSettings: operation({
    actor: 'member',
    whenFrozen: { allowed: 'what they want to be told is theirs' },
    idempotency: { decidedBy: 'messageProfiles/<member id>: the last choice stands' },
    input: z.object({
      mutedKinds: z.array(messageKind).max(50),
      quietHours: quietHours.nullable(),
      /** False: no campaign picks them by what is known of them. Left out: as it was. */
      personalised: z.boolean().optional(),
    }),
    output: z.object({}),
  }),
};
export type MessageApi = ApiOf<typeof messageOperations>;
