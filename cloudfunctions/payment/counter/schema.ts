import * as z from 'zod';
import { lineUnits, refundCause, reviewKind, reviewState } from '../../../contracts/payment/payment-values';
import * as v from '../../../contracts/values';
import { collection, index } from '../../kit/store/schema/collection-schema';
import { documentId } from '../../kit/store/schema/document-id';

/** What a clerk may do alone, and what waits for a second person. */
export const counterCollections = {
  counterDays: collection({
    about:
      'What a clerk did on a China day without a second person: counted with each act, compared with the limits for all accounts of the person together.',
    id: '`<day>:<staff id>`, the first account of the person',
    document: z.object({
      _id: documentId,
      day: v.chinaDate,
      staffId: documentId.describe('as in staff'),
      cashBills: z.int().nonnegative(),
      cashFen: z.int().nonnegative(),
      refunds: z.int().nonnegative(),
      refundFen: z.int().nonnegative(),
    }),
    indexes: [],
  }),

  counterReviews: collection({
    about:
      '待复核: what went above a limit, as it was asked for. It gives nothing until a second person confirms it.',
    id: '`rvw_<26 characters of the refund it becomes, or of bill and request>`: the same request waits once',
    document: z.object({
      _id: documentId,
      kind: reviewKind,
      orderId: v.orderId,
      storeId: v.storeId,
      storeName: z.string(),
      amountFen: v.fenAmount.describe('what was agreed'),
      attempt: z
        .int()
        .nonnegative()
        .describe('the order’s, then: another choice of the payer is another agreement'),
      method: z.enum(['cash', 'other']).nullable(),
      lines: z.array(lineUnits).nullable(),
      cause: refundCause().nullable().default(null).describe('of a refund'),
      reason: z.string().nullable(),
      why: z.string().describe('which limit, in words'),
      staffId: documentId.describe('who asked, as in staff'),
      staffName: z.string(),
      keys: z.array(documentId).min(1).describe('what they are known by: none of these confirms'),
      status: reviewState.exclude(['expired']),
      createdAt: v.instant,
      expiresAt: v.instant.describe('waits while now is before; nothing has to end it'),
      decided: z.object({ staffId: documentId, name: z.string(), at: v.instant }).nullable(),
    }),
    indexes: [
      index('by_store', 'storeId', 'status', 'expiresAt', '_id'),
      index('by_end', 'status', 'expiresAt', '_id'),
      index('by_order', 'orderId', 'createdAt', '_id'),
    ],
  }),
};
