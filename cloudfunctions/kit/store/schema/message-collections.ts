import * as z from 'zod';
import { messageKind, promptAnswer } from '../../../../contracts/message';
import * as v from '../../../../contracts/values';
import { collection, documentId, index } from './collection-schema';

/** Reminders, messages and the sends WeChat still grants. */
export const messageCollections = {
  reminders: collection({
    about:
      'One document per reminder, scheduled in the transaction that creates its cause; read by the sweep when due.',
    id: '`rem:<kind>:<subject id>`: a subject is reminded of once per kind',
    document: z.object({
      _id: documentId,
      kind: messageKind,
      memberId: v.memberId,
      subjectId: v.couponId.describe('the coupon it is about'),
      dueAt: v.instant,
      deadline: v.instant.describe('pointless from here on'),
      status: z.enum(['scheduled', 'sent', 'skipped']),
      outcome: z.enum(['used', 'expired', 'missing']).nullable().describe('why it was skipped'),
      messageId: v.messageId.nullable().describe('the message that carries it'),
    }),
    indexes: [index('by_due', 'status', 'dueAt', '_id'), index('by_member', 'memberId', 'status')],
  }),

  messages: collection({
    about:
      'Messages to members: each is in the inbox; those with channel `wechat` also went out as a service notification.',
    id: '`msg_<kind>-<first reminder’s subject>`: the same reminders never make two messages',
    document: z.object({
      _id: v.messageId,
      memberId: v.memberId,
      kind: messageKind,
      title: z.string(),
      lines: z.array(z.string()),
      page: z.string().describe('mini-program page a tap opens'),
      values: z
        .object({ title: z.string(), amount: z.string(), expiresAt: z.string(), tip: z.string() })
        .describe('what a WeChat template may show'),
      channel: z.enum(['wechat', 'inbox']),
      delivery: z
        .enum(['pending', 'delivered', 'unconfirmed'])
        .describe(
          'pending: handed to WeChat, answer awaited; unconfirmed: the answer never came, not sent again',
        ),
      note: z.string().nullable().describe('WeChat’s error code when it fell back to the inbox'),
      sentTo: documentId.nullable().describe('credit document the send was taken from'),
      leaseHolder: v.requestId.describe('the sweep that sends it'),
      leaseUntil: v.instant.describe('a delivery still pending then was interrupted'),
      createdAt: v.instant,
      readAt: v.instant.nullable(),
    }),
    indexes: [
      index('by_member', 'memberId', '-createdAt', '-_id'),
      index('by_delivery', 'delivery', 'leaseUntil', '_id'),
    ],
  }),

  subscriptionCredits: collection({
    about: 'How many subscription messages WeChat still lets us send, per person and template.',
    id: '`<appid>:<openid>:<template id>`',
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      available: z.int().nonnegative(),
      reserved: z.int().nonnegative().describe('taken for a send whose answer is awaited'),
      updatedAt: v.instant,
    }),
    indexes: [index('by_member', 'memberId')],
  }),

  subscriptionPrompts: collection({
    about: 'Answers to subscription prompts as the client reported them; each is counted once.',
    id: '`<openid>:<request id>`',
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      answers: z.record(z.string(), promptAnswer),
      at: v.instant,
    }),
    indexes: [index('by_member', 'memberId')],
  }),
};
