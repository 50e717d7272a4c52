import * as z from 'zod';
import { ledgerEntry, pointsAccount } from '../../../../contracts/points-ledger';
import { pointsRule } from '../../../../contracts/points-rule';
import * as v from '../../../../contracts/values';
import { collection, documentId, index } from './collection-schema';

/** Points: accounts, their ledger, the rule, what orders did to them. */
export const pointsCollections = {
  pointsAccounts: collection({
    about:
      'A member’s points: the sum of their entries, with the lots that are left. Changes only together with an entry.',
    id: 'the member’s id',
    document: pointsAccount,
    indexes: [index('by_due', 'nextDueAt', '_id')],
  }),

  pointsEntries: collection({
    about: 'The points ledger: append-only, one document per change; corrections are entries too.',
    id: '`<kind>:<cause>`, such as `earn:order-<order id>` or `expire:<lot id>`: what caused it happens once',
    document: ledgerEntry,
    indexes: [
      index('by_member', 'memberId', '-number', '-_id'),
      index('by_member_kind', 'memberId', 'kind', '-number', '-_id'),
    ],
  }),

  pointsRules: collection({
    about:
      'How points are earned, spent and expire: every published version, and a copy of the one in force.',
    id: '`v<version>`, and `current`; inserting the version decides who published it',
    document: pointsRule.extend({ _id: documentId }),
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
      refunds: z
        .array(
          z.object({
            refundId: documentId,
            takenBack: v.pointsAmount,
            givenBack: v.pointsAmount,
            newDebt: v.pointsAmount.describe('of what was taken back: spent already'),
          }),
        )
        .describe('each counts once'),
    }),
    indexes: [index('by_member', 'memberId')],
  }),
};
