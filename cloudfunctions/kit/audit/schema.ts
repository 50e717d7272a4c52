import * as z from 'zod';
import * as v from '../../../contracts/values';
import { auditPlace, auditRole } from '../../../contracts/audit';
import { collection, index } from '../store/schema/collection-schema';
import { documentId } from '../store/schema/document-id';

const scalars = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Who did what, and why. */
export const auditCollections = {
  /** Before its blocks and they before the entries: a backup takes them in this order, so that what it has of the chain is in it. */
  auditHeads: collection({
    about:
      'One document: where the chain of the audit entries ends, so that blocks taken off its end are missed.',
    id: '`merchant`: there is one',
    document: z.object({
      _id: documentId,
      blocks: z.int().nonnegative(),
      entries: z.int().nonnegative(),
      hash: z.string().describe('of the last entry; the log tells it too, outside of the database'),
      end: z.object({ at: v.instant, id: z.string() }).describe('the last entry'),
      chainedAt: v.instant,
    }),
    indexes: [],
  }),
  auditBlocks: collection({
    about:
      'The chain of the audit entries, two minutes behind them: what was told in one slice, in the order of its time, each entry with a hash of itself and of the hash before it. Never changed.',
    id: '`blk_<number>`, ten digits: of two sweeps that chain at once, one finds it taken',
    document: z.object({
      _id: documentId,
      previous: z.string().describe('the hash before its first entry; empty in the first block'),
      links: z.array(z.object({ id: z.string(), hash: z.string() })).min(1),
      end: z.object({ at: v.instant, id: z.string() }).describe('its last entry'),
      chainedAt: v.instant,
    }),
    indexes: [],
  }),
  auditEntries: collection({
    about: '操作日志: written in the transaction of what it tells about; never changed.',
    id: '`aud_<request id>-<action>-<subject id>`: a repeated request is told once',
    due: ['at'],
    document: z.object({
      _id: documentId,
      at: v.instant,
      staffId: documentId.describe('as in staff; `shopper` or `system`: nobody of the staff'),
      staffName: z.string(),
      role: auditRole.nullable().default(null).describe('the highest they held then'),
      via: auditPlace.nullable().default(null).describe('from where; null: of before, or nobody’s hand'),
      storeId: v.storeId.nullable().default(null).describe('null: no store’s business'),
      action: z.string().describe('`<area>.<what>`'),
      subjectId: documentId.describe('the document it was done to'),
      about: z
        .array(z.string())
        .nullable()
        .default(null)
        .describe(
          'what it is found by: its subject, and the members and the order it names; null: of before',
        ),
      reason: z.string().nullable(),
      detail: scalars.describe('what else one needs to understand it; nothing personal'),
      amountFen: z.int().nullable().default(null),
      points: z.int().nullable().default(null).describe('given, or taken when below zero'),
      before: scalars.nullable().default(null),
      after: scalars.nullable().default(null),
      requestId: v.requestId,
    }),
    indexes: [
      index('by_time', '-at', '-_id'),
      index('by_staff', 'staffId', '-at', '-_id'),
      index('by_about', 'about', '-at', '-_id'),
      index('by_action', 'action', '-at', '-_id'),
    ],
  }),
};
