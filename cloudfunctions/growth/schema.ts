import * as z from 'zod';
import { growthEntry, tierGift, tierState } from '../../contracts/growth/growth-ledger';
import { privilegeUse } from '../../contracts/growth/privilege';
import { charterChange } from '../../contracts/growth/charter';
import { growthRule } from '../../contracts/growth/growth-rule';
import { forecast } from '../../contracts/growth/forecast';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

/** Growth: its ledger, where each member stands, and the rules. */
export const growthCollections = {
  growthEntries: collection({
    about:
      'The growth ledger: append-only; what is taken back is an entry too. Spendable points are another ledger.',
    id: '`<source>:<cause>`, such as `paid:<order id>` or `refunded:<refund id>`: what caused it happens once',
    document: growthEntry(),
    indexes: [
      index('by_member', 'memberId', 'expiresAt', '_id'),
      index('by_member_time', 'memberId', '-occurredAt', '-_id'),
    ],
  }),

  tierStates: collection({
    about:
      'Where a member stands: a copy of what entries, rules and time come to, compared every night. A member without one has the lowest tier.',
    id: 'the member’s id',
    due: ['nextDueAt', 'owedSince'],
    document: tierState(),
    indexes: [
      index('by_due', 'nextDueAt', '_id'),
      index('by_rule', 'ruleVersion', '_id'),
      index('by_owed', 'owedSince', '_id'),
      index('by_spot', 'spot', '_id'),
    ],
  }),

  tierGifts: collection({
    about:
      'Gifts of tiers, months, birthdays and anniversaries: each is given once, whatever is changed, merged or tried again.',
    id: '`<member id>:<kind>-<period>`, for everybody who is part of the member: inserting it decides that the gift is given once',
    document: tierGift(),
    indexes: [
      index('by_member', 'memberId', '-givenAt', '-_id'),
      index('by_state', 'state', '-givenAt', '-_id'),
    ],
  }),

  privilegeUses: collection({
    about:
      'What tiers gave: with an order by the till, by hand by a clerk. Whatever a quota counts, and how often rights are used.',
    id: '`order:<order id>:<privilege>`, `refund:<refund id>`, or `<member id>:<privilege>:<period>:<n>`: inserting it decides that it is used once',
    document: privilegeUse().extend({
      memberId: v.memberId,
      orderId: v.orderId.nullable(),
      by: documentId.nullable().describe('the clerk; null: the till'),
      requestId: v.requestId.nullable().describe('of what a clerk did: asked again it is the same'),
      at: v.instant,
      undoneAt: v.instant.nullable().describe('the order came back whole'),
    }),
    indexes: [
      index('by_member', 'memberId', 'period', '_id'),
      index('by_request', 'requestId', '_id'),
      index('by_time', 'at', '_id'),
    ],
  }),

  growthRules: collection({
    about: 'Tiers and what growth comes from: every published version, and a copy of the one in force.',
    id: '`v<version>`, and `current`; inserting the version decides who published it',
    due: ['dueAt'],
    document: growthRule().extend({
      _id: documentId,
      publishedBy: v.requestId.nullable().describe('the request that published it'),
      dueAt: v.instant
        .nullable()
        .describe('of `current`: not everybody is evaluated by it yet; of a version: null'),
      next: growthRule()
        .extend({
          publishedBy: v.requestId,
          isUntold: z
            .boolean()
            .default(false)
            .describe('not everybody was told of it: until they were it waits'),
        })
        .nullable()
        .default(null)
        .describe('of `current`: announced, and in its place from `holdsFrom` on; of a version: null'),
    }),
    indexes: [],
  }),

  charterChanges: collection({
    about: 'Changes of the member charter: what members were told, and how far they were told.',
    id: '`v<version>` of the growth rule that brings the change, `p<version>` of the points rule',
    due: ['dueAt'],
    document: charterChange().extend({
      _id: documentId,
      cursor: v.cursor.describe('up to where members were told'),
      told: z.int().nonnegative(),
      isWritten: z
        .boolean()
        .default(false)
        .describe('a message to everybody is written: whether they went out is looked at'),
      dueAt: v.instant
        .nullable()
        .describe('not everybody was told yet; null: they were, or it was withdrawn'),
    }),
    indexes: [index('by_due', 'dueAt', '_id'), index('by_start', 'from', '_id')],
  }),

  tierForecasts: collection({
    about:
      'Who would be in which tier: under a draft, and tonight. The latest of each, how far it is counted.',
    id: '`draft`, `tonight`',
    due: ['dueAt'],
    document: forecast().extend({
      _id: documentId,
      startedBy: v.requestId.describe('the request that began it'),
      everybody: z
        .boolean()
        .default(false)
        .describe('of `tonight`: also of who is not due, for another rule takes force'),
      cursor: v.cursor.describe('where the next page goes on'),
      dueAt: v.instant.nullable().describe('it is still counted; null: it is done'),
    }),
    indexes: [index('by_due', 'dueAt', '_id')],
  }),

  growthAudits: collection({
    about: 'The nightly check that every tier is what its entries come to: how far it came, what it found.',
    id: 'the day in China, `YYYY-MM-DD`',
    due: [],
    document: z.object({
      _id: documentId,
      cursor: v.cursor.describe('where the next piece goes on'),
      states: z.int().nonnegative(),
      found: z.array(z.object({ memberId: v.memberId, what: z.array(z.string()) })),
      finishedAt: v.instant.nullable(),
    }),
    indexes: [],
  }),
};
