import * as z from 'zod';
import { ledgerEntry, pointsAccount } from '../../contracts/points/points-ledger';
import { redemptionState, rewardDraft, rewardKind } from '../../contracts/points/points-mall';
import { pointsRule } from '../../contracts/points/points-rule';
import { points } from '../../contracts/primitives/points';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

const namedTiers = {
  namedTiers: z
    .record(z.string(), z.int().nonnegative())
    .default({})
    .describe('which tier a name means, by its id; a name without one means what is called so'),
};

const untold = {
  isUntold: z.boolean().default(false).describe('not everybody was told of it: until they were it waits'),
};

/** Points: accounts, their ledger, the rule, what orders did to them. */
export const pointsCollections = {
  pointsAccounts: collection({
    about:
      'A member’s points: the sum of their entries, with the lots that are left. Changes only together with an entry.',
    id: 'the member’s id',
    due: ['nextDueAt'],
    document: pointsAccount,
    indexes: [index('by_due', 'nextDueAt', '_id')],
  }),

  pointsEntries: collection({
    about: 'The points ledger: append-only, one document per change; corrections are entries too.',
    id: '`<kind>:<cause>`, such as `earn:order-<order id>` or `expire:<lot id>`: what caused it happens once',
    document: ledgerEntry,
    indexes: [
      index('by_member', 'memberId', '-number', '-_id'),
      index('by_member_side', 'memberId', 'side', '-number', '-_id'),
      index('by_time', 'at', '_id'),
    ],
  }),

  pointsRules: collection({
    about:
      'How points are earned, spent and expire: every version that held, and a copy of the one in force.',
    id: '`v<version>`, and `current`; inserting the version decides who published it',
    due: ['dueAt'],
    document: pointsRule.extend({
      ...namedTiers,
      _id: documentId,
      publishedBy: v.requestId.nullable().describe('the request that published it'),
      dueAt: v.instant
        .nullable()
        .default(null)
        .describe(
          'of `current`: what is announced changed, and the charter does not say so yet; of a version: null',
        ),
      next: pointsRule
        .extend({ ...namedTiers, publishedBy: v.requestId, ...untold })
        .nullable()
        .default(null)
        .describe('of `current`: announced, and in its place from `holdsFrom` on; of a version: null'),
    }),
    indexes: [],
  }),

  orderPoints: collection({
    about: 'What the refunds of an order did to points; written by the first of them.',
    id: 'the order’s id',
    document: z.object({
      _id: documentId,
      memberId: v.memberId,
      refundedFen: z.int().nonnegative().describe('fen refunded so far'),
      complete: z.boolean().describe('the last refund has come'),
      held: v.pointsAmount
        .default(points(0))
        .describe(
          'of what it earned: held, for its payer may be who handled the cash; refunds take it first',
        ),
      holds: z.int().nonnegative().default(0).describe('how often they were held'),
      refunds: z
        .array(
          z.object({
            refundId: documentId,
            takenBack: v.pointsAmount,
            givenBack: v.pointsAmount,
            newDebt: v.pointsAmount.describe('of what was taken back: spent already'),
            toFollow: v.pointsAmount
              .default(points(0))
              .describe('of what it gives back, so much follows by a transaction of its own'),
          }),
        )
        .describe('each counts once'),
    }),
    indexes: [index('by_member', 'memberId')],
  }),

  pointsParts: collection({
    about:
      'Entries written while two members were one, that are the absorbed one’s in part now that they are two again: what comes back of them is whose it was.',
    id: 'the entry’s id',
    document: z.object({
      _id: v.pointsEntryId,
      memberId: v.memberId.describe('whose the part is'),
      theirs: z.array(z.int().nonnegative()).describe('of each move of the entry, in its order'),
      within: z
        .object({ memberId: v.memberId, theirs: z.array(z.int().nonnegative()) })
        .nullable()
        .default(null)
        .describe('of that part again so much is another’s, who was one with them before'),
    }),
    indexes: [index('by_member', 'memberId', '_id')],
  }),

  rewards: collection({
    about: 'What points are exchanged for, as the operator wrote it.',
    id: '`rwd_<slug or ulid>`; a new one is named by the request that saved it',
    document: rewardDraft.extend({
      ...namedTiers,
      _id: v.rewardId,
      updatedAt: v.instant,
      version: z.int().positive().default(1).describe('raised by every change'),
      savedBy: v.requestId.nullable().default(null).describe('the request that wrote this version'),
    }),
    indexes: [index('by_status', 'status', 'position', '_id')],
  }),

  rewardShards: collection({
    about:
      'Stock of a reward’s choices, and what charity has raised, in parts: callers are spread over them, so that no document is hot.',
    id: '`<reward id>:<sku id>:<part>`',
    document: z.object({
      _id: documentId,
      rewardId: v.rewardId,
      skuId: z.string(),
      total: z.int().nonnegative().nullable().describe('what this part ever had; null: no limit'),
      taken: z.int().nonnegative().describe('exchanged and not given back; for charity: points'),
    }),
    indexes: [index('by_reward', 'rewardId', '_id')],
  }),

  redemptions: collection({
    about: 'What members exchanged points for: picked up with its code, or done at once.',
    id: '`rdm_<pick-up code>`, the code made from member and request: an exchange repeated finds itself',
    document: z.object({
      _id: v.redemptionId,
      memberId: v.memberId,
      requestId: v.requestId.describe('the exchange; its repeat gets the first answer'),
      rewardId: v.rewardId,
      kind: rewardKind,
      name: z.string(),
      skuId: z.string(),
      skuName: z.string().nullable(),
      quantity: z.int().positive(),
      points: v.pointsAmount.describe('points spent'),
      entryId: v.pointsEntryId.describe('the entry that spent them'),
      status: redemptionState,
      storeId: v.storeId.nullable().describe('where it is picked up'),
      storeName: z.string().nullable().default(null).describe('its name at the exchange'),
      shardId: documentId.nullable().describe('the part of the stock it was taken from'),
      createdAt: v.instant,
      done: z
        .object({ at: v.instant, staffId: documentId.nullable(), requestId: v.requestId })
        .nullable()
        .describe('picked up, given out by whom'),
      cancelledAt: v.instant.nullable(),
    }),
    indexes: [index('by_member', 'memberId', '-createdAt', '-_id'), index('by_time', 'createdAt', '_id')],
  }),

  pointsAudits: collection({
    about: 'The daily check that every account is the sum of its entries: how far it came, what it found.',
    id: 'the day in China, `YYYY-MM-DD`',
    due: [],
    document: z.object({
      _id: documentId,
      stage: z
        .enum(['accounts', 'entries'])
        .describe('accounts against their entries, then entries without an account'),
      cursor: v.cursor.describe('where the next piece goes on'),
      accounts: z.int().nonnegative(),
      found: z.array(z.object({ memberId: v.memberId, what: z.array(z.string()) })),
      finishedAt: v.instant.nullable(),
    }),
    indexes: [],
  }),
};
