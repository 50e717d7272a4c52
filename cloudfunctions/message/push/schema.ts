import * as z from 'zod';
import { messageChannel } from '../../../contracts/message/message-values';
import {
  audience,
  pushKind,
  pushPreview,
  pushResult,
  pushStatus,
  pushText,
} from '../../../contracts/message/push-values';
import * as v from '../../../contracts/values';
import { collection, index } from '../../kit/store/schema/collection-schema';
import { documentId } from '../../kit/store/schema/document-id';

/** What the merchant pushes, and to whom. */
export const pushCollections = {
  pushes: collection({
    about: 'Pushes of the merchant, from draft to result.',
    id: '`psh_<request id>`: the request that created it',
    due: ['status', 'sendAt'],
    document: z.object({
      _id: v.pushId,
      kind: pushKind,
      audience,
      text: pushText.nullable(),
      sendAt: v.instant.describe('goes out from here on'),
      givesPack: z.boolean().default(false).describe('with the coupon pack published for the channel `push`'),
      status: pushStatus,
      createdBy: z.object({ staffId: documentId, name: z.string() }),
      submittedBy: documentId.nullable().describe('staff id'),
      authorKeys: z
        .array(documentId)
        .default([])
        .describe('WeChat’s identifiers of whoever wrote or submitted it: no second person'),
      approvedBy: z.object({ staffId: documentId, name: z.string() }).nullable(),
      preview: pushPreview,
      scanCursor: v.memberId.nullable().describe('member id up to which the preview has looked'),
      done: z.int().nonnegative().describe('recipients worked through so far, for the progress bar'),
      skipped: z.int().nonnegative().describe('of those: got nothing'),
      results: z.array(pushResult).describe('counted over all its messages when nobody waits any more'),
      countedUpTo: z
        .string()
        .nullable()
        .default(null)
        .describe('cursor up to which its messages are counted, while that takes several runs'),
      createdAt: v.instant,
    }),
    indexes: [index('by_status', 'status', 'sendAt', '_id'), index('by_created', 'createdAt', '_id')],
  }),

  pushRecipients: collection({
    about: 'The people of a push, as its preview found them.',
    id: '`<push id>:<member id>`: a person gets a push once',
    document: z.object({
      _id: documentId,
      pushId: v.pushId,
      memberId: v.memberId,
      reach: messageChannel.describe('what would have carried it when it was previewed'),
      state: z.enum(['waiting', 'sent', 'skipped']),
      outcome: z.string().nullable().describe('why it was skipped'),
      messageId: v.messageId.nullable(),
      dueAt: v.instant.describe('later than the push for those who are in their quiet hours'),
    }),
    indexes: [index('by_push', 'pushId', 'state', 'dueAt', '_id'), index('by_member', 'memberId')],
  }),

  pushSignatures: collection({
    about: 'What was pushed to whom lately: the same push twice is refused unless it is confirmed.',
    id: 'hash of kind, audience and text',
    document: z.object({ _id: documentId, pushId: v.pushId, submittedAt: v.instant }),
    indexes: [],
  }),
};
