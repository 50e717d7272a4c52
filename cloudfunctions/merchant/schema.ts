import * as z from 'zod';
import * as v from '../../contracts/values';
import { limitWindow } from '../kit/limit/schema';
import { shippingMode } from '../../contracts/payment/shipping-values';
import { collection, documentId } from '../kit/store/schema/collection-schema';

/** Where the merchant sells, and who works there. */
export const merchantCollections = {
  stores: collection({
    about: 'The merchant’s stores.',
    id: '`sto_<slug or ulid>`',
    document: z.object({
      _id: v.storeId,
      name: z.string(),
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
      wrongTries: limitWindow.nullable().default(null).describe('codes they got wrong at the counter'),
    }),
    indexes: [],
  }),
};
