import * as z from 'zod';
import {
  couponChannel,
  couponLimits,
  couponTerms,
  couponValidity,
  packItem,
} from '../../contracts/coupon/coupon-terms';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

/** One use of a coupon. What undid it stays with it. */
const couponUse = z.object({
  turn: z.int().positive().describe('1 for the first use, counting undone ones'),
  by: z.enum(['order', 'clerk']),
  orderId: documentId.nullable(),
  storeId: v.storeId.nullable(),
  staffId: documentId.nullable().describe('the clerk, as in staff'),
  at: v.instant,
  amountFen: v.fenAmount.nullable().describe('what the bill came to, when it was entered'),
  savingFen: v.fenAmount.nullable(),
});

/** Coupons: as written, as packed, as issued. */
export const couponCollections = {
  couponCodeRenewals: collection({
    about:
      'How far the coupons are whose codes could be computed: each gets a random one, the usable ones first.',
    id: '`computable`: there is one',
    due: [],
    document: z.object({
      _id: documentId,
      stage: z
        .enum(['usable', 'all', 'done'])
        .describe('usable: those a phone shows now; all: the others, too'),
      cursor: z.string().nullable().describe('where in this stage the next slice begins'),
      renewed: z.int().nonnegative(),
      at: v.instant.describe('of the last slice'),
    }),
    indexes: [],
  }),

  couponExpiries: collection({
    about: 'How far the coupons that ran out unused have been told of, in the order of their expiry.',
    id: '`told`: there is one',
    due: [],
    document: z.object({
      _id: documentId,
      position: z.string().nullable().describe('of the last coupon told of'),
      at: v.instant.describe('of the last step'),
    }),
    indexes: [],
  }),

  couponTemplates: collection({
    about:
      'Coupons as the merchant writes them. Every change of a published one is a new version; packs and coupons carry the terms they were made with.',
    id: '`tpl_<slug or ulid>`',
    document: z.object({
      _id: v.couponTemplateId,
      version: z.int().positive().default(1),
      terms: couponTerms,
      validity: couponValidity.default({ kind: 'end_of_day' }),
      limits: couponLimits.default({ total: null, perDay: null, perMember: null, perMemberPerDay: null }),
      collectable: z.boolean().default(false).describe('offered in 领券中心'),
      status: z.enum(['draft', 'published', 'paused', 'ended']),
      savedBy: v.requestId
        .nullable()
        .default(null)
        .describe('the request that wrote this version: its retry gets it'),
      stockShards: z
        .int()
        .nullable()
        .default(null)
        .describe('how many shards its total was written as; null: 32 at most, as once all were'),
      stockVersion: z
        .int()
        .nullable()
        .default(null)
        .describe('moves whenever there may be stock again; null: never yet'),
      soldOut: z
        .string()
        .nullable()
        .default(null)
        .describe('`all`, or the China day whose stock is gone: collects are refused by reading this'),
    }),
    indexes: [index('by_status', 'status', '_id'), index('by_collectable', 'collectable', 'status', '_id')],
  }),

  couponPacks: collection({
    about: 'Packs: a list of coupon terms, each with its own clock. Issued all or nothing.',
    id: '`pack_<slug or ulid>`',
    document: z.object({
      _id: v.couponPackId,
      version: z.int().positive().default(1).describe('an edit names the one it was opened with'),
      name: z.string(),
      channel: couponChannel.describe('what issues this pack'),
      items: z.array(packItem).min(1).max(20),
      status: z.enum(['draft', 'published', 'ended']),
    }),
    indexes: [index('by_channel', 'channel', 'status', '_id')],
  }),

  coupons: collection({
    about:
      'Issued coupons. Usable while `unused` and `startsAt <= now < expiresAt`: no status says "expired", time does.',
    id: '`cpn_<name of whose it was first, saying nothing>-<channel>[-<occasion>]-<position>`: the same grant names the same coupons, so it is issued once',
    document: z.object({
      _id: v.couponId,
      memberId: v.memberId,
      code: z
        .string()
        .default('')
        .describe(
          '16 random digits for the counter; once they were made of the id, and codes/renew-codes draws new ones',
        ),
      grantId: z.string().default('').describe('`<channel>:<member id>[:<occasion>]`'),
      channel: couponChannel.default('join'),
      templateId: v.couponTemplateId.nullable().default(null),
      packId: v.couponPackId.nullable(),
      terms: couponTerms,
      status: z.enum(['unused', 'locked', 'offered', 'used', 'revoked', 'given']),
      issuedAt: v.instant,
      startsAt: v.instant,
      expiresAt: v.instant,
      usedAt: v.instant.nullable(),
      lock: z
        .object({ orderId: documentId, at: v.instant })
        .nullable()
        .default(null)
        .describe('the order that holds it'),
      use: couponUse.nullable().default(null).describe('the use that counts now'),
      turns: z.int().nonnegative().default(0).describe('uses so far, undone ones included'),
      restored: z
        .object({ at: v.instant, orderId: documentId.nullable() })
        .nullable()
        .default(null)
        .describe('given back by a refund of this order, or by a clerk (null)'),
      revoked: z
        .object({ at: v.instant, reason: z.string() })
        .nullable()
        .default(null)
        .describe('taken back by the merchant'),
      recalled: z
        .object({ at: v.instant, reason: z.string(), auditId: documentId.optional() })
        .nullable()
        .default(null)
        .describe('taken back while it was used or held by an order: it does not become usable again'),
      offer: z
        .object({ code: v.offerCode, at: v.instant })
        .nullable()
        .default(null)
        .describe('the link a friend may take it with'),
      givenFrom: v.couponId.nullable().default(null).describe('the coupon a friend gave; not given on'),
      stockId: documentId.nullable().default(null).describe('the stock shard it was taken from'),
    }),
    indexes: [
      index('by_member', 'memberId', 'status', 'expiresAt', '_id'),
      { ...index('unique_code', 'code'), unique: true },
      index('by_expiry', 'status', 'expiresAt', '_id'),
      index('by_channel', 'channel', 'issuedAt', '_id'),
      index('by_time', 'issuedAt', '_id'),
      index('by_grant', 'grantId', '_id'),
      index('by_template', 'templateId', 'status', '_id'),
      index('by_stock', 'stockId', '_id'),
    ],
  }),

  couponGrants: collection({
    about:
      'Grants that looked at limits or were refused, with their first answer. A grant without limits, and a collect, is told by its coupons alone.',
    id: '`<channel>:<member id>[:<occasion>]`: inserting it decides that the grant happens once',
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      channel: couponChannel,
      packId: v.couponPackId.nullable(),
      issued: z.array(v.couponId),
      refused: z.array(z.object({ templateId: v.couponTemplateId, title: z.string(), reason: v.errorCode })),
      at: v.instant,
    }),
    indexes: [index('by_member', 'memberId', '_id')],
  }),

  packChannels: collection({
    about: 'Which pack a channel gives now: of two published at once, the second finds the first.',
    id: 'the channel',
    document: z.object({
      _id: documentId,
      packId: v.couponPackId,
      turn: z.int().positive().describe('raised by every publication'),
    }),
    indexes: [],
  }),

  couponStock: collection({
    about:
      'Limited stock, spread over shards so that callers meet at few of them. In every shard `issued + left = total`.',
    id: '`<template id>:<all or China day>:<shard>`',
    due: ['check'],
    document: z.object({
      _id: documentId,
      templateId: v.couponTemplateId,
      total: z.int().nonnegative(),
      left: z.int().nonnegative(),
      issued: z.int().nonnegative(),
      erased: z.int().nonnegative().default(0).describe('of the issued ones: gone with a closed account'),
      check: z
        .enum(['due', 'done', 'none'])
        .describe('due: changed since the sweep counted its coupons; none: of one day, not counted'),
      changedAt: v.instant,
    }),
    indexes: [index('by_check', 'check', 'changedAt', '_id'), index('by_template', 'templateId', '_id')],
  }),

  couponTallies: collection({
    about: 'How many coupons of a template with limits one member has been issued.',
    id: '`<member id>:<template id>`',
    due: ['issued'],
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      issued: z.int().nonnegative(),
      day: z.string().describe('China day of the last one'),
      issuedThatDay: z.int().nonnegative(),
    }),
    indexes: [index('by_member', 'memberId', '_id')],
  }),

  couponOffers: collection({
    about: 'Coupons offered to a friend by link. Taking one moves the coupon, once.',
    id: 'the code in the link',
    document: z.object({
      _id: v.offerCode,
      couponId: v.couponId,
      memberId: v.memberId.describe('who gives it'),
      status: z.enum(['open', 'withdrawn', 'taken']),
      takenBy: v.memberId.nullable(),
      at: v.instant,
    }),
    indexes: [index('by_member', 'memberId', '_id')],
  }),
};
