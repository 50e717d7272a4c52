import * as z from 'zod';
import {
  armName,
  experimentDesign,
  experimentId,
  share,
  tried,
} from '../../contracts/experiment/experiment-values';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

const count = () => z.int().nonnegative();
const measured = () => z.object({ y: z.int(), x: z.int(), bought: z.boolean() });

/** Experiments: how members are dealt, who was, and what each arm comes to. */
export const experimentCollections = {
  experiments: collection({
    about: 'Something tried with members dealt by chance; how they are dealt is frozen when it begins.',
    id: '`exp_<made of the request>`; the hash that deals members begins with it',
    document: z.object({
      _id: experimentId(),
      name: z.string().min(1).max(20),
      of: tried(),
      design: experimentDesign(),
      quarter: z.object({ salt: z.string(), share: share() }),
      holdout: share(),
      arms: z.array(z.object({ name: armName(), share: share() })).min(1),
      state: z.enum(['running', 'ended']),
      startedAt: v.instant,
      enrolUntil: v.instant.describe('whoever is dealt later is not counted'),
      readAt: v.instant.describe('when everybody who counts was looked at for their whole window'),
      endedAt: v.instant.nullable(),
      winner: armName().nullable(),
    }),
    indexes: [],
  }),

  experimentDeals: collection({
    about:
      'What a member was dealt when they first would have entered; it stands, whatever the shares are later.',
    id: '`<experiment>:<member>`',
    due: ['dueAt'],
    document: z.object({
      _id: documentId,
      experimentId: experimentId(),
      memberId: v.memberId,
      arm: armName(),
      dealtAt: v.instant,
      exposedAt: v.instant.nullable().describe('when they came to what is tried'),
      isLate: z.boolean().describe('dealt after the last who count'),
      standing: z
        .enum(['own', 'aside', 'gone'])
        .describe(
          'aside: of who is part of another by now · gone: it came with a member who was parted again',
        ),
      from: v.memberId.nullable().describe('whose deal it is that a merge brought; null: their own'),
      rivals: z
        .array(v.memberId)
        .describe('who is part of them and was dealt another arm: then they are not counted'),
      counted: z
        .object({
          arm: armName(),
          exposed: z.boolean(),
          excluded: z.boolean(),
          measured: measured().nullable(),
        })
        .nullable()
        .describe('what of them is in the sums'),
      dueAt: v.instant.nullable().describe('when the sums are to be made to follow; null: they do'),
      revision: count(),
    }),
    indexes: [index('by_due', 'dueAt', '_id'), index('by_member', 'memberId', '_id')],
  }),

  experimentSums: collection({
    about: 'All that is kept of an arm: whole sums, exact under changes that come and go.',
    id: '`<experiment>:<arm>`',
    document: z.object({
      _id: documentId,
      experimentId: experimentId(),
      arm: armName(),
      dealt: count(),
      exposed: count(),
      excluded: count().describe('who turned out to be in two arms'),
      bought: count(),
      sums: z
        .object({ n: z.int(), y: z.int(), yy: z.int(), x: z.int(), xx: z.int(), xy: z.int() })
        .describe('y: fen of the window, x: fen of as many days before'),
    }),
    indexes: [],
  }),
};
