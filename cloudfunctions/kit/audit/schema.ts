import * as z from 'zod';
import * as v from '../../../contracts/values';
import { auditRole } from '../../../contracts/audit';
import { collection, documentId, index } from '../store/schema/collection-schema';

const scalars = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Who did what, and why. */
export const auditCollections = {
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
      storeId: v.storeId.nullable().default(null).describe('null: no store’s business'),
      action: z.string().describe('`<area>.<what>`'),
      subjectId: documentId.describe('the document it was done to'),
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
      index('by_subject', 'subjectId', '-at', '-_id'),
      index('by_staff', 'staffId', '-at', '-_id'),
    ],
  }),
};
