import * as z from 'zod';
import { isChinaDate, type ChinaDate } from '../../../contracts/primitives/time';
import * as v from '../../../contracts/values';
import { collection, index } from '../store/schema/collection-schema';
import { documentId } from '../store/schema/document-id';
import { factKinds } from './fact-kind';

const fact = z.object({
  _id: documentId,
  kind: z.enum(factKinds),
  memberId: v.memberId.describe('as of then: a merge is a fact, the facts before it keep their member'),
  at: v.instant.describe('when it happened'),
  day: z.custom<ChinaDate>(isChinaDate).describe('the China day of `at`'),
  writtenAt: v.instant.describe('when it was written: the order in which it is read'),
  amountFen: v.fenAmount.optional(),
  storeId: v.storeId.optional(),
  leaderId: v.leaderId.optional(),
  categories: z.record(z.string(), v.fenAmount).optional().describe('paid for each'),
  refs: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .describe('ids and numbers a consumer needs; nothing personal'),
});

/** What a document keeps of facts that are written down a little later (tell-untold.ts). */
export const untoldFacts = z.array(fact).default([]);

/** What one area tells all that stand above it. */
export const factCollections = {
  facts: collection({
    about:
      'One thing that happened to a member, written in the transaction that made it happen and never changed; a refund is another fact. Read by consumers, each by a cursor of its own.',
    id: '`<kind>:<cause id>`: told once, however often its cause is',
    due: ['writtenAt'],
    document: fact,
    indexes: [
      index('by_writing', 'writtenAt', '_id'),
      index('by_member', 'memberId', 'at', '_id'),
      index('by_day', 'day', '_id'),
      index('by_member_kind', 'memberId', 'kind', 'at', '_id'),
    ],
  }),
  factCursors: collection({
    about: 'How far a consumer has read the facts.',
    id: 'the consumer’s name',
    document: z.object({
      _id: documentId,
      position: z.string().nullable().describe('of the last fact it folded'),
      advances: z
        .number()
        .int()
        .min(0)
        .describe('how often it moved: two readers cannot both move it from here'),
      movedAt: v.instant,
    }),
    indexes: [],
  }),
};
