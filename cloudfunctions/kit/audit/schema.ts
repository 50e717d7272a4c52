import * as z from 'zod';
import * as v from '../../../contracts/values';
import { collection, documentId, index } from '../store/schema/collection-schema';

/** Who did what, and why. */
export const auditCollections = {
  auditEntries: collection({
    about: '操作日志: written in the transaction of what it tells about; never changed.',
    id: '`aud_<request id>-<action>-<subject id>`: a repeated request is told once',
    document: z.object({
      _id: documentId,
      at: v.instant,
      staffId: documentId.describe('as in staff'),
      staffName: z.string(),
      action: z.string().describe('`<area>.<what>`'),
      subjectId: documentId.describe('the document it was done to'),
      reason: z.string().nullable(),
      detail: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
        .describe('what else one needs to understand it; nothing personal'),
      requestId: v.requestId,
    }),
    indexes: [
      index('by_time', '-at', '-_id'),
      index('by_subject', 'subjectId', '-at', '-_id'),
      index('by_staff', 'staffId', '-at', '-_id'),
    ],
  }),
};
