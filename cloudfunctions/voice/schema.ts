import * as z from 'zod';
import { noteKind, noteState, orderScore } from '../../contracts/voice/voice-values';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

/** Voices: what members say. */
export const voiceCollections = {
  serviceNotes: collection({
    about: 'What a member said to staff (complaint, praise, request), what is due and what came of it.',
    id: '`srv_<made of who writes and the request>`',
    document: z.object({
      _id: documentId,
      memberId: v.memberId.describe('as of then: a merge leaves it, and it is read for who they are by now'),
      kind: noteKind(),
      text: z.string(),
      state: noteState(),
      dueAt: v.instant.describe('of praise the moment it was written: nothing is to come of it'),
      storeId: v.storeId.nullable().describe('where a clerk wrote it; null: in the office'),
      by: documentId,
      byName: z.string(),
      at: v.instant,
      closed: z
        .object({ by: documentId, byName: z.string(), text: z.string(), at: v.instant })
        .nullable()
        .describe('what came of it'),
    }),
    indexes: [
      index('by_state', 'state', 'dueAt', '_id'),
      index('by_kind', 'kind', 'state', '_id'),
      index('by_member', 'memberId', '-at', '-_id'),
    ],
  }),

  orderScores: collection({
    about: 'How an order was, as its payer said it: one to five, once.',
    id: 'the order’s id: inserting it decides that it is said once',
    document: z.object({
      _id: v.orderId,
      memberId: v.memberId.describe('as of then'),
      storeId: v.storeId,
      score: orderScore(),
      at: v.instant,
    }),
    indexes: [index('by_member', 'memberId', '_id')],
  }),
};
