import * as z from 'zod';
import { messageKind, promptAnswer, reminderKind, skipReason } from '../../../../contracts/message';
import * as v from '../../../../contracts/values';
import { collection, documentId, index } from './collection-schema';

/** Reminders, messages and the sends WeChat still grants. */
export const messageCollections = {
  reminders: collection({
    about:
      'One document per reminder, scheduled in the transaction that creates its cause; read by the sweep when due.',
    id: '`rem:<kind>:<subject id>`, with `:<step>` when a subject is reminded of several times: each is sent once',
    document: z.object({
      _id: documentId,
      kind: reminderKind,
      recipient: v.recipient.describe('member id, or `openid:…` of somebody who has not joined yet'),
      subjectId: documentId.describe('what it is about; message/resolve-kind says in which collection'),
      dueAt: v.instant,
      deadline: v.instant.describe('pointless from here on'),
      worthFen: z.int().nonnegative().describe('fen at stake: scarce sends go to the dearest'),
      status: z.enum(['scheduled', 'sent', 'skipped']),
      outcome: skipReason.nullable().describe('why it was skipped'),
      messageId: v.messageId.nullable().describe('the message that carries it'),
    }),
    indexes: [
      index('by_due', 'status', 'dueAt', '_id'),
      index('by_recipient', 'recipient', 'status', 'dueAt', '_id'),
    ],
  }),

  messages: collection({
    about:
      'Messages to members: each is in the inbox; those with channel `wechat` also went out as a service notification.',
    id: '`msg_<kind>-<first reminder’s subject and step>`: the same reminders never make two messages',
    document: z.object({
      _id: v.messageId,
      recipient: v.recipient.describe('member id, or `openid:…` of somebody who had not joined then'),
      kind: messageKind,
      title: z.string(),
      lines: z.array(z.string()),
      page: z.string().describe('mini-program page a tap opens'),
      values: z.record(z.string(), z.string()).describe('what a WeChat template may show, by name'),
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
      index('by_recipient', 'recipient', '-createdAt', '-_id'),
      index('by_delivery', 'delivery', 'leaseUntil', '_id'),
    ],
  }),

  subscriptionCredits: collection({
    about:
      'How many subscription messages WeChat still lets us send, per openid and template: a merge of members moves nothing.',
    id: '`<appid>:<openid>:<template id>`',
    document: z.object({
      _id: documentId,
      openIdKey: v.openIdKey.describe('whose they are'),
      available: z.int().nonnegative(),
      reserved: z.int().nonnegative().describe('taken for a send whose answer is awaited'),
      updatedAt: v.instant,
    }),
    indexes: [index('by_openid', 'openIdKey')],
  }),

  subscriptionPrompts: collection({
    about: 'Answers to subscription prompts as the client reported them; each is counted once.',
    id: '`<openid>:<request id>`',
    document: z.object({
      _id: documentId,
      openIdKey: v.openIdKey.describe('who answered'),
      answers: z.record(z.string(), promptAnswer),
      at: v.instant,
    }),
    indexes: [index('by_openid', 'openIdKey')],
  }),
};
