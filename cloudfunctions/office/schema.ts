import * as z from 'zod';
import { counterFinding } from '../../contracts/office/office-values';
import { reconciliationCheck, reconciliationFinding } from '../../contracts/office/kept-values';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

const count = z.int().nonnegative().default(0);

/** What the merchant's office keeps beside what it reads. */
export const officeCollections = {
  reconciliations: collection({
    about: '对账: a document for each check, how far its run is and what the one before found.',
    id: 'the name of the check',
    due: ['dueAt'],
    document: z.object({
      _id: reconciliationCheck,
      dueAt: v.instant.describe('it runs from then on; while it runs, when it began'),
      begunAt: v.instant.nullable().describe('null: it does not run'),
      place: z.string().nullable().describe('where the next slice goes on'),
      looked: count,
      differences: count,
      found: z.array(reconciliationFinding).describe('the first ones of the run'),
      last: z
        .object({
          begunAt: v.instant,
          finishedAt: v.instant,
          looked: count,
          differences: count,
          found: z.array(reconciliationFinding),
        })
        .nullable(),
      bills: z
        .object({
          upTo: v.chinaDate.describe('the last day that was compared'),
          differing: z.array(v.chinaDate).describe('days that differed: compared again with the next run'),
        })
        .nullable()
        .default(null)
        .describe('of `bill`: the days of WeChat’s trade bills'),
    }),
    indexes: [index('by_due', 'dueAt', '_id')],
  }),

  counterFigures: collection({
    about:
      'What somebody did at the counters on a China day, folded from the audit entries, and what of it stands out.',
    id: '`<day>:<handle>`: of an account of the staff, the first of the person, or of who attached bills',
    document: z.object({
      _id: documentId,
      day: v.chinaDate,
      kind: z.enum(['staff', 'payer']),
      handle: z.string().describe('says nothing of the account or the member'),
      name: z.string(),
      upTo: z
        .object({ at: v.instant, id: z.string() })
        .nullable()
        .describe('the last entry counted: one that comes again is not counted again'),
      bills: count,
      endedBills: count,
      cashBills: count,
      cashFen: count,
      refunds: count,
      refundFen: count,
      attaches: count,
      attachedFen: count,
      adjustments: count,
      adjustedPoints: count,
      handCoupons: count,
      undone: count,
      ownBills: count.describe('cash bills they handled that turned out to be their own'),
      ownBillFen: count,
      ownValue: count.describe('acts for their own member'),
      outOfHours: count,
      findings: z.array(counterFinding),
      standsOut: z.boolean(),
    }),
    indexes: [index('by_day', 'day', 'kind', '_id'), index('by_findings', 'day', 'standsOut', '_id')],
  }),
};
