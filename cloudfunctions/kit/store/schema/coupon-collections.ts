import * as z from 'zod';
import { couponTerms, packLadder } from '../../../../contracts/coupon';
import * as v from '../../../../contracts/values';
import { collection, index } from './collection-schema';

/** Coupons: as written, as packed, as issued. */
export const couponCollections = {
  couponTemplates: collection({
    about: 'Coupons as the merchant writes them. Packs copy their terms when published.',
    id: '`tpl_<slug or ulid>`',
    document: z.object({
      _id: v.couponTemplateId,
      terms: couponTerms,
      status: z.enum(['draft', 'published']),
    }),
    indexes: [],
  }),

  couponPacks: collection({
    about: 'Published packs: a list of coupon terms, each with its step of the validity ladder.',
    id: '`pack_<slug or ulid>`',
    document: z.object({
      _id: v.couponPackId,
      name: z.string(),
      channel: z.literal('join').describe('what issues this pack'),
      items: z
        .array(z.object({ terms: couponTerms, validForMs: packLadder.describe('ms from issue') }))
        .min(1)
        .max(20),
      status: z.enum(['published', 'ended']),
    }),
    indexes: [index('by_channel', 'channel', 'status')],
  }),

  coupons: collection({
    about: 'Issued coupons. A coupon is usable while it is unused and `now < expiresAt`.',
    id: '`cpn_<member ulid>-<channel>-<position in the pack>`: a pack is issued once per member and channel',
    document: z.object({
      _id: v.couponId,
      memberId: v.memberId,
      packId: v.couponPackId,
      terms: couponTerms,
      status: z.enum(['unused', 'used']),
      issuedAt: v.instant,
      expiresAt: v.instant,
      usedAt: v.instant.nullable(),
    }),
    indexes: [index('by_member', 'memberId', 'status', 'expiresAt', '_id')],
  }),
};
