import * as z from 'zod';
import * as v from '../../../contracts/values';
import { collection, index } from '../store/schema/collection-schema';
import { documentId } from '../store/schema/document-id';

/** What requests said, so that an id answers for one input only. */
export const requestCollections = {
  requestMarks: collection({
    about: 'Requests whose id decides: what each said. Cleared after a week.',
    id: '`req_<hash of the request id>`: the first input of a request id stands; `req_<hash of it and a page>`: what it changes there',
    due: [],
    document: z.object({
      _id: documentId,
      said: z.string().describe('hash of operation and input'),
      at: v.instant,
      chosen: z
        .object({ ids: z.array(v.couponId), beside: z.array(v.couponId), nextCursor: z.string().nullable() })
        .nullable()
        .default(null)
        .describe('a page of coupons that a request changes: its repeat goes through the same'),
    }),
    indexes: [index('by_age', 'at', '_id')],
  }),
};
