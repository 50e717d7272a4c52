import * as z from 'zod';
import {
  importCounts,
  importField,
  importOutcome,
  importResults,
  importStatus,
  importVerdict,
} from '../../../contracts/office/kept-values';
import { gender } from '../../../contracts/member/profile-values';
import * as v from '../../../contracts/values';
import { collection, index } from '../../kit/store/schema/collection-schema';
import { documentId } from '../../kit/store/schema/document-id';

const count = z.int().nonnegative();

const became = <Value extends z.ZodType>(value: Value) => z.object({ from: value, to: value }).optional();

/** What a line changed of a member there was; absent: not that. */
const changed = z.object({
  nickname: became(z.string().nullable()),
  gender: became(gender.nullable()),
  birthday: became(v.chinaDate.nullable()),
  addedTags: z.array(z.string()).optional(),
  addedPhone: z.string().optional().describe('`phone:<keyed hash>`'),
  addedCard: z.string().optional().describe('`old_card:<number>`'),
});

/** What a line says of somebody that is so, whoever made it so; absent: not that. */
const says = z.object({
  nickname: z.string().optional(),
  gender: gender.optional(),
  birthday: v.chinaDate.optional(),
  tags: z.array(z.string()).optional(),
  phone: z.string().optional().describe('`phone:<keyed hash>`'),
  card: z.string().optional().describe('`old_card:<number>`'),
});

/** Lists of members of another system, while they are read, tried, applied and until they can no longer be taken back. */
export const importCollections = {
  memberImports: collection({
    about: 'A list of members of another system: its file, what its columns are, how far it is.',
    id: '`imp_<made of who began and the request>`',
    due: ['wakeAt'],
    document: z.object({
      _id: documentId,
      by: documentId.describe('as in staff'),
      byName: z.string(),
      name: z.string(),
      status: importStatus,
      parts: z.array(z.string().nullable()).describe('where each part of the file lies'),
      columns: z.array(
        z.object({ heading: z.string(), samples: z.array(z.string()), field: importField.nullable() }),
      ),
      planId: v.cardPlanId.nullable().describe('the card that newcomers of the list get'),
      lines: count,
      done: count.describe('lines the step that runs has done'),
      checks: count.describe('dry runs so far: slices of another one are none of this'),
      counts: importCounts,
      results: importResults,
      requestId: v.requestId.describe('the request that applied it, or began it'),
      reason: z.string().nullable(),
      at: v.instant,
      expiresAt: v.instant.describe('not applied by then, it goes'),
      undoUntil: v.instant.nullable(),
      wakeAt: v.instant.nullable().describe('when the sweep looks at it; null: nothing is left to do'),
    }),
    indexes: [index('by_wake', 'wakeAt', '_id'), index('by_time', '-at', '-_id')],
  }),
  importOptOuts: collection({
    about:
      'Numbers and cards of lists that were taken back, whose owners had asked there to be left alone: a list that makes them again leaves them alone.',
    id: '`phone:<keyed hash>` or `old_card:<number>`',
    document: z.object({ _id: documentId, at: v.instant }),
    indexes: [],
  }),
  memberImportSlices: collection({
    about: 'A few lines of a list: what is to become of each, what became of it, and what it changed.',
    id: '`<import>:<dry run>:<number>`',
    document: z.object({
      _id: documentId,
      importId: documentId,
      marks: z
        .array(z.union([importVerdict, importOutcome]))
        .describe('verdicts and outcomes that stand in it: the list is narrowed by them'),
      lines: z
        .array(
          z.object({
            line: z.int().positive(),
            who: z.string(),
            verdict: importVerdict,
            outcome: importOutcome,
            why: z.string().nullable(),
            memberId: v.memberId.nullable(),
            changed: changed.nullable().describe('of a member there was; null: none was, or nothing'),
            says: says.optional().describe('once the list is applied'),
            inherits: z
              .boolean()
              .optional()
              .describe('the list that made them was taken back, and they stand in this one'),
          }),
        )
        .describe('the member id is of whom the line made, changed or found'),
      memberIds: z
        .array(v.memberId)
        .default([])
        .describe('who stands in it once it is applied: another list leaves them when it is taken back'),
    }),
    indexes: [
      index('by_member', 'memberIds', '_id'),
      index('by_mark', 'importId', 'marks', '_id'),
      index('by_import', 'importId', '_id'),
    ],
  }),
};
