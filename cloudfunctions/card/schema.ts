import * as z from 'zod';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

/** What cards give. */
export const cardCollections = {
  cardPlans: collection({
    about: 'What a member card gives. The open plan with `isDefault` is the one joining issues.',
    id: '`plan_<slug or ulid>`',
    document: z.object({
      _id: v.cardPlanId,
      version: z.int().positive().default(1).describe('cards are given with it, and keep what it said'),
      name: z.string(),
      benefits: z.array(z.string()).describe('short lines for people'),
      validForMs: z.int().positive().nullable().describe('ms from issue; null: does not expire'),
      memberRate: z
        .int()
        .min(1)
        .max(1000)
        .default(1000)
        .describe('member price in per mille of the price; 1000: none'),
      isDefault: z.boolean(),
      status: z.enum(['open', 'closed']),
    }),
    indexes: [index('by_default', 'isDefault', 'status')],
  }),

  cardPlanVersions: collection({
    about:
      'What a card plan said before it was changed: cards given then keep it. Written by the change that ended it.',
    id: '`<plan>:<version>`',
    document: z.object({
      _id: documentId,
      planId: v.cardPlanId,
      version: z.int().positive(),
      name: z.string(),
      benefits: z.array(z.string()),
      validForMs: z.int().positive().nullable().describe('ms from issue; null: does not expire'),
      memberRate: z.int().min(1).max(1000).describe('per mille of the price'),
      until: v.instant.describe('when the next version came into force'),
      changedByName: z.string(),
    }),
    indexes: [index('by_plan', 'planId', '-version')],
  }),
};
