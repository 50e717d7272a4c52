import * as z from 'zod';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

const shopPicture = z.object({
  pictureId: documentId.describe('its document in pictures'),
  fileId: z.string().describe('where the cloud storage keeps it'),
});

/** How people come to work for the merchant, and what is shown of it. */
export const merchantCollections = {
  staffInvitations: collection({
    about:
      'Invitations to work for the merchant. The link is kept nowhere: what is here is a keyed hash of it.',
    id: '`inv_<keyed hash of the link>`; the link is made of whoever invites and the request: a repeat finds it',
    document: z.object({
      _id: documentId,
      name: z.string(),
      role: z.enum(['owner', 'operator', 'clerk', 'adviser']),
      storeIds: z.array(v.storeId).max(200),
      storeNames: z.array(z.string()).describe('as they were called then'),
      status: z.enum(['open', 'accepted', 'revoked']),
      invitedBy: documentId.describe('as in staff; void once they may no longer invite for this role'),
      invitedByName: z.string(),
      invitedAt: v.instant,
      expiresAt: v.instant.describe('half-open: accepted before it'),
      acceptedBy: documentId.nullable().describe('as in staff'),
      endedAt: v.instant.nullable().describe('when it was accepted or revoked'),
    }),
    indexes: [index('by_time', '-invitedAt', '-_id')],
  }),

  shopPictures: collection({
    about:
      'What is shown of the shop: the merchant’s logo and a picture of each store. The files are those of `pictures`.',
    id: '`brand`, or the id of a store',
    document: z.object({
      _id: documentId,
      shown: shopPicture.nullable().describe('passed WeChat’s check: shoppers see it'),
      waiting: shopPicture.nullable().describe('waits for WeChat’s verdict: only operators see it'),
      refusedAt: v.instant.nullable().describe('the last one that did not pass, until another is chosen'),
    }),
    indexes: [],
  }),

  staffRosters: collection({
    about: 'One document that every change of owners writes, so that the last owner stays.',
    id: '`merchant`',
    document: z.object({
      _id: z.literal('merchant'),
      changes: z.int().positive(),
      changedAt: v.instant,
      takenBy: documentId.nullable().default(null).describe('the first owner, as in staff'),
      codeId: z.string().nullable().describe('keyed hash of the setup code they used: it is used once'),
    }),
    indexes: [],
  }),
};
