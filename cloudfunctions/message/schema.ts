import * as z from 'zod';
import {
  deliveryState,
  messageChannel,
  messageKind,
  promptAnswer,
} from '../../contracts/message/message-values';
import { isChinaDate, type ChinaDate } from '../../contracts/primitives/time';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

const acceptSource = z.enum(['client', 'event']);
const chinaDate = z.custom<ChinaDate>(isChinaDate, 'not a China date').describe('China date, YYYY-MM-DD');

/** Messages and the sends WeChat still grants. */
export const messageCollections = {
  messages: collection({
    about:
      'Messages to members: each is in the inbox; those with channel `wechat` also went out as a service notification.',
    id: '`msg_<kind>-<first reminder’s subject and step>`: the same reminders never make two messages',
    due: ['wakeAt'],
    document: z.object({
      _id: v.messageId,
      recipient: v.recipient.describe('member id, or `openid:…` of somebody who had not joined then'),
      kind: messageKind,
      title: z.string(),
      lines: z.array(z.string()),
      page: z.string().describe('mini-program page a tap opens'),
      values: z.record(z.string(), z.string()).describe('what a WeChat template may show, by name'),
      about: z.array(documentId).describe('the reminders it carries'),
      pushId: documentId.nullable().describe('the push it belongs to'),
      channel: messageChannel.describe('what carries it, besides the inbox'),
      delivery: deliveryState,
      note: z.string().nullable().describe('why it is where it is: WeChat’s error code, or a word of ours'),
      sentTo: documentId.nullable().describe('credit document or `openid:…` of the official account'),
      fallbackTo: v.openIdKey
        .nullable()
        .describe('official account openid to try by its next channel when this one refuses'),
      attempts: z.int().nonnegative().describe('sends by the present channel'),
      firstSentAt: v.instant.nullable().describe('when the first of them was answered, or was not'),
      trail: z
        .array(
          z.object({
            channel: messageChannel,
            at: v.instant,
            outcome: z.enum(['sent', 'refused', 'unknown', 'not_ready']),
            errcode: z.int().nullable(),
          }),
        )
        .describe('every send and WeChat’s answer, oldest first'),
      receipt: z.string().nullable().describe('WeChat’s id of the send: its later events name it'),
      deadline: v.instant.describe('no send is repeated from here on'),
      leaseHolder: v.requestId.describe('the sweep that sends it'),
      wakeAt: v.instant.describe('pending: interrupted when still so then; retrying: the next try'),
      createdAt: v.instant,
      readAt: v.instant.nullable(),
      clickedAt: v.instant.nullable().default(null).describe('followed from the inbox to its page'),
    }),
    indexes: [
      index('by_recipient', 'recipient', '-createdAt', '-_id'),
      index('by_delivery', 'delivery', 'wakeAt', '_id'),
      index('by_channel', 'delivery', 'channel', 'wakeAt', '_id'),
      index('by_outcome', 'delivery', '-createdAt', '-_id'),
      index('by_receipt', 'receipt', '_id'),
      index('by_push', 'pushId', '_id'),
      index('by_push_delivery', 'pushId', 'delivery', '_id'),
    ],
  }),

  messageProfiles: collection({
    about: 'What a person wants to be told and when, and what they were told today.',
    id: 'the recipient: member id or `openid:…`',
    document: z.object({
      _id: v.recipient,
      mutedKinds: z.array(messageKind).describe('switched off by the person: no message of these'),
      quietHours: z
        .object({ fromMinute: z.int().min(0).max(1439), toMinute: z.int().min(0).max(1439) })
        .nullable()
        .describe('minutes of the China day, `[from, to)`; null: those of the merchant'),
      personalised: z
        .boolean()
        .default(true)
        .describe('false: no campaign picks them by what is known of them'),
      today: z
        .object({ date: chinaDate, total: z.int().nonnegative(), byKind: z.record(z.string(), z.int()) })
        .nullable()
        .describe('service notifications of the latest day there were any'),
      updatedAt: v.instant,
    }),
    indexes: [],
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
      unmatched: z
        .array(z.object({ source: acceptSource, at: v.instant }))
        .describe('accepts that only the page or only WeChat has told of so far'),
      updatedAt: v.instant,
    }),
    indexes: [index('by_openid', 'openIdKey')],
  }),

  subscriptionPrompts: collection({
    about: 'Answers to subscription prompts, as the page and as WeChat tell of them; append-only.',
    id: '`<openid>:<request id>`, or `<openid>:event-<seconds>` for WeChat’s own report',
    document: z.object({
      _id: documentId,
      openIdKey: v.openIdKey.describe('who answered'),
      source: acceptSource.describe('the page that asked, or WeChat’s pushed event'),
      answers: z.record(z.string(), promptAnswer),
      at: v.instant,
    }),
    indexes: [index('by_openid', 'openIdKey', 'source', '-at', '-_id')],
  }),
};
