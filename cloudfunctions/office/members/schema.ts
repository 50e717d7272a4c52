import * as z from 'zod';
import { memberSource } from '../../../contracts/office/kept-values';
import * as v from '../../../contracts/values';
import { collection, index } from '../../kit/store/schema/collection-schema';
import { documentId } from '../../kit/store/schema/document-id';

const count = z.int().nonnegative();

/** What staff search members by. Every filter has an index that begins with it and ends with the order of its list. */
export const officeMemberCollections = {
  memberIndex: collection({
    about:
      'What a member is found by in the office: made again of what the areas keep, whenever a fact tells that something changed.',
    id: 'the member’s id; a tombstone and a closed account have none',
    due: ['dueAt'],
    document: z.object({
      _id: v.memberId,
      version: z.int().positive().describe('two who make it at once: the second reads again'),
      joinedAt: v.instant,
      planId: v.cardPlanId,
      leaderId: v.leaderId.nullable(),
      storeIds: z.array(v.storeId).describe('where they joined, or paid in the last 365 days'),
      source: memberSource,
      birthMonth: z.int().min(1).max(12).nullable(),
      grams: z.array(z.string()).describe('each character of the name, and each two that stand together'),
      tags: z.array(z.string()),
      tierId: count
        .default(0)
        .describe('what the member has; of who was not heard of yet the lowest, which is 0'),
      categories: z
        .array(z.string())
        .default([])
        .describe('of what was bought in the last 365 days and kept'),
      frozen: z.boolean(),
      lastPaidAt: v.instant.describe('0: never'),
      orders30: count,
      orders90: count,
      orders365: count,
      amount30: count.describe('fen, without what was given back'),
      amount90: count,
      amount365: count,
      coupons: count.describe('usable now or later'),
      points: z.int().describe('that can be spent'),
      dueAt: v.instant.nullable().describe('when a payment leaves a window; null: time changes nothing'),
    }),
    indexes: [
      index('by_joined', '-joinedAt', '-_id'),
      index('by_plan', 'planId', '-joinedAt', '-_id'),
      index('by_leader', 'leaderId', '-joinedAt', '-_id'),
      index('by_store', 'storeIds', '-joinedAt', '-_id'),
      index('by_source', 'source', '-joinedAt', '-_id'),
      index('by_birth_month', 'birthMonth', '-joinedAt', '-_id'),
      index('by_name', 'grams', '-joinedAt', '-_id'),
      index('by_tag', 'tags', '-joinedAt', '-_id'),
      index('by_tier', 'tierId', '-joinedAt', '-_id'),
      index('by_category', 'categories', '-joinedAt', '-_id'),
      index('by_frozen', 'frozen', '-joinedAt', '-_id'),
      index('by_last_paid', '-lastPaidAt', '-_id'),
      index('by_orders_30', '-orders30', '-_id'),
      index('by_orders_90', '-orders90', '-_id'),
      index('by_orders_365', '-orders365', '-_id'),
      index('by_amount_30', '-amount30', '-_id'),
      index('by_amount_90', '-amount90', '-_id'),
      index('by_amount_365', '-amount365', '-_id'),
      index('by_coupons', '-coupons', '-_id'),
      index('by_points', '-points', '-_id'),
      index('by_due', 'dueAt', '_id'),
    ],
  }),

  memberIndexStates: collection({
    about: 'How many members the index holds, and how far it is built from the members there were before it.',
    id: '`state`',
    due: ['builtUpTo'],
    document: z.object({
      _id: z.literal('state'),
      members: count,
      shape: z.int().nonnegative().describe('of the rows; another one builds them all again'),
      builtUpTo: z.string().nullable().describe('position in the list of all; null: built'),
    }),
    indexes: [],
  }),

  memberNotes: collection({
    about: 'What staff write about a member for each other; the member never reads it.',
    id: '`note_<made of who writes and the request>`',
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      text: z.string(),
      by: documentId,
      byName: z.string(),
      at: v.instant,
    }),
    indexes: [index('by_member', 'memberId', '-at', '-_id')],
  }),

  memberViews: collection({
    about: 'Filters of the member list that the office keeps under a name.',
    id: '`view_<hash of the name>`: one name, one filter · `view_counter`: counts every save, and is none itself',
    document: z.object({
      _id: documentId,
      name: z.string(),
      filter: z.string().describe('as JSON'),
      version: z.int().positive().default(1).describe('raised by every change, and never taken again'),
      savedAt: v.instant,
    }),
    indexes: [index('by_time', 'savedAt', '_id')],
  }),
};
