import * as z from 'zod';
import * as v from '../../../contracts/values';
import { storeFields } from '../../../contracts/merchant/store-values';
import { shippingMode } from '../../../contracts/payment/shipping-values';
import { limitWindow } from '../limit/schema';
import { collection } from '../store/schema/collection-schema';
import { documentId } from '../store/schema/document-id';

/** Where the merchant sells, and who may do what there: asked at every call of theirs, before an area is. */
export const staffCollections = {
  stores: collection({
    about: 'The merchant’s stores.',
    id: '`sto_<slug or ulid>`',
    document: z.object({
      _id: v.storeId,
      name: z.string(),
      version: z.int().positive().default(1).describe('an edit names the one it was opened with'),
      open: z.boolean().default(true).describe('closed: no new orders; what is under way is finished'),
      city: z.string().default(''),
      region: z.string().default(''),
      address: z.string().default(''),
      phone: z.string().default(''),
      hours: storeFields.shape.hours.default(null).describe('China time; null: nobody said'),
      location: storeFields.shape.location.default(null).describe('GCJ-02, degrees'),
      shippingMode: shippingMode.default('pickup').describe('how what is sold here reaches the person'),
      serviceCategories: z
        .array(z.string().min(1).max(20))
        .max(20)
        .default([])
        .describe('goods of these are services: nothing is carried away'),
    }),
    indexes: [],
  }),

  staff: collection({
    about: 'Stored roles of people who work for the merchant or lead a group.',
    id: '`openid:<appid>:<openid>`, as in identities',
    document: z.object({
      _id: documentId,
      name: z.string(),
      unionKey: documentId
        .nullable()
        .default(null)
        .describe('`unionid:…` when WeChat told it: one person’s accounts are known by it'),
      roles: z
        .array(z.enum(['leader', 'adviser', 'clerk', 'operator', 'owner']))
        .describe('none: whose role was taken back; the document stays for what they did'),
      leaderId: v.leaderId.nullable().describe('who they are as a leader'),
      storeIds: z
        .array(v.storeId)
        .max(200)
        .nullable()
        .default(null)
        .describe(
          'the stores a clerk or adviser works at; empty: none; null: nobody said yet, the only store of a merchant with one. Operators and owners work at all',
        ),
      endedAt: v.instant
        .nullable()
        .default(null)
        .describe(
          'when their last role ended: no invitation of before, by them or accepted by them, counts any more',
        ),
      lowered: z
        .object({ at: v.instant, to: z.enum(['owner', 'operator', 'clerk', 'adviser']) })
        .nullable()
        .default(null)
        .describe(
          'their last lower role, and since when: their invitations of before count for no more than that, also once they are back up',
        ),
      wrongTries: limitWindow
        .nullable()
        .default(null)
        .describe('codes they got wrong at the counter, with those being looked up'),
      rightTry: z
        .string()
        .nullable()
        .default(null)
        .describe('hash of the code that was right last: the same again is no guess'),
    }),
    indexes: [],
  }),
};
