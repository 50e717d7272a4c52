import * as z from 'zod';
import { entrySource } from '../../../../contracts/leader-figures';
import * as v from '../../../../contracts/values';
import { collection, documentId, index } from './collection-schema';

export const creditKind = z.enum(['join', 'first_order', 'converted', 'received', 'handed_over']);

/** Negative only when somebody broke a figure; the sweep puts it right. */
const storedFigures = z.object({
  joins: z.int(),
  firstOrders: z.int(),
  converted: z.int().describe('of those who joined then, how many have placed their first order since'),
  received: z.int().describe('members taken over'),
  handedOver: z.int(),
});
const sources = z.partialRecord(entrySource, z.int()).describe('joins by how people came');

/** Stores, group leaders and their codes. */
const leaderDirectory = {
  stores: collection({
    about: 'The merchant’s stores.',
    id: '`sto_<slug or ulid>`',
    document: z.object({ _id: v.storeId, name: z.string() }),
    indexes: [],
  }),

  leaders: collection({
    about: 'Group leaders.',
    id: '`ldr_<slug or ulid>`; of an approved application: with the applicant’s characters',
    document: z.object({
      _id: v.leaderId,
      name: z.string(),
      storeId: v.storeId,
      leaderCode: v.leaderCode,
    }),
    indexes: [],
  }),

  leaderCodes: collection({
    about: 'Which leader a scanned code belongs to.',
    id: 'the code itself',
    document: z.object({
      _id: v.leaderCode,
      leaderId: v.leaderId,
      storeId: v.storeId,
      status: z.enum(['active', 'paused']).describe('a paused code credits nobody'),
    }),
    indexes: [],
  }),
};

/** Who is credited with what, and the figures made of it (docs/decisions: leader statistics). */
const leaderStatistics = {
  leaderCredits: collection({
    about:
      'The journal of what leaders are credited with and why: one document per cause. Figures are sums of it; a document changes only by being voided.',
    id: '`join:<member id>` · `first_order:<order id>` · `converted:<order id>[:<merge id>]` · `received:` / `handed_over:<handover id>:<step>`: a cause is credited once',
    document: z.object({
      _id: documentId,
      leaderId: v.leaderId,
      kind: creditKind,
      day: v.chinaDate.describe('the day whose figures it counts in'),
      count: z.int().positive().describe('how many it stands for'),
      memberId: v.memberId.nullable().describe('whose join or order it is, as the id was then'),
      leaderCode: v.leaderCode.nullable().describe('the code the join came through'),
      source: entrySource.nullable(),
      groupId: z.string().nullable().describe('WeChat group'),
      conversions: z
        .array(documentId)
        .describe('of a first order: the conversions that stand and fall with it'),
      at: v.instant,
      voidedBy: z
        .array(z.string())
        .describe('why it does not count: `refund`, or merge ids; empty: it counts'),
      counted: z.int().nonnegative().describe('what the figures hold of it'),
      state: z.enum(['due', 'done']).describe('due: the figures do not hold yet what they should'),
    }),
    indexes: [
      index('by_state', 'state', 'leaderId', '_id'),
      index('by_leader', 'leaderId', '_id'),
      index('by_member', 'memberId', 'kind', '_id'),
    ],
  }),

  leaderDays: collection({
    about: 'A leader’s figures of one day, kept by the sweep from the credits.',
    id: '`<leader id>:<China date>`',
    document: storedFigures.extend({ _id: documentId, leaderId: v.leaderId, day: v.chinaDate, sources }),
    indexes: [index('by_leader', 'leaderId', '-day', '-_id')],
  }),

  leaderTotals: collection({
    about: 'A leader’s figures of all time.',
    id: 'the leader’s id',
    document: storedFigures.extend({
      _id: v.leaderId,
      sources,
      version: z.int().nonnegative().describe('one more with every change of the leader’s figures'),
      checkAt: v.instant.describe('when the sweep counts all credits again'),
      updatedAt: v.instant,
    }),
    indexes: [index('by_check', 'checkAt', '_id')],
  }),

  leaderGroups: collection({
    about: 'Joins through a leader by WeChat group.',
    id: '`<leader id>:<group id>`',
    document: z.object({
      _id: documentId,
      leaderId: v.leaderId,
      groupId: z.string(),
      joins: z.int(),
      lastJoinAt: v.instant,
    }),
    indexes: [index('by_leader', 'leaderId', '-joins', '-_id')],
  }),
};

export const leaderCollections = { ...leaderDirectory, ...leaderStatistics };
