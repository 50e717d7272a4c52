import * as z from 'zod';
import { sums } from '../../contracts/insight/sums';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

const position = () =>
  z.string().describe('of a fact: `<time of writing, 15 digits>:<id>`; empty: before the first');
const keyText = () => z.string().min(1);

/** Figures: kept as sums, so that no answer counts anything. */
export const insightCollections = {
  figures: collection({
    about:
      'Sums of what happened in a day, a week, a month, or to a cohort, for one value of one breakdown. Whoever adds a fact twice is refused by `foldedTo`.',
    id: '`<grain>:<bucket>:<cut>:<value>`',
    document: z.object({
      _id: documentId,
      grain: keyText(),
      bucket: keyText().describe('a China day, the Monday of a week, `YYYY-MM`, or `ever`'),
      cut: keyText(),
      value: keyText(),
      sums: sums(),
      foldedTo: position(),
    }),
    indexes: [
      index('by_cut', 'grain', 'cut', 'bucket', 'value', '_id'),
      index('by_bucket', 'grain', 'bucket', '_id'),
    ],
  }),

  figurePeople: collection({
    about:
      'How far what is told of a member is in the figures, and of whom they are a part: as facts tell it.',
    id: 'the member’s id',
    document: z.object({
      _id: v.memberId,
      into: v.memberId.nullable().describe('of whom they are a part by now; null: a person of their own'),
      foldedTo: position().describe('of the person; what is told later is not counted yet'),
    }),
    indexes: [index('by_into', 'into', '_id')],
  }),

  figureStates: collection({
    about:
      'How far the facts are in the figures. While a batch is being added it is pinned: after a crash it is the same batch.',
    id: '`state`',
    due: ['dueAt'],
    document: z.object({
      _id: z.literal('state'),
      foldedTo: position(),
      asOf: v.instant.describe('everything that was told until then is counted'),
      pinnedTo: position().nullable().describe('the end of the batch that is being added'),
      dueAt: v.instant.nullable().describe('since when a batch waits to be ended; null: none'),
    }),
    indexes: [],
  }),

  dailyFigures: collection({
    about: 'What owners were told of a day, in the words of then.',
    id: 'a China day `2026-11-29`',
    due: ['dueAt'],
    document: z.object({
      _id: documentId,
      lines: z.array(z.string()).describe('empty: nothing happened, and nobody was told'),
      dueAt: v.instant.nullable().describe('since when it is being told; null: everybody was'),
    }),
    indexes: [index('by_due', 'dueAt', '_id')],
  }),

  figureChecks: collection({
    about:
      'A day, week or month of which the figures are counted again from the facts and compared: every night what ended, and whatever somebody asks for. Repaired only when asked. Its sums stand among the figures, under `recount`, until they are compared.',
    id: '`<grain>:<bucket>`',
    due: ['dueAt'],
    document: z.object({
      _id: documentId,
      grain: z.enum(['day', 'week', 'month', 'cohort', 'ever']),
      bucket: keyText(),
      repair: z.boolean(),
      step: z.enum(['counting', 'comparing', 'missing', 'clearing', 'done']),
      round: z.number().int().min(1).describe('what differs is told, or repaired, when it differs twice'),
      piece: z.number().int().min(1).describe('of the work, never the same again: two at once do one once'),
      roundFrom: z.number().int().min(1).describe('the piece this round began with'),
      position: position().describe('as of then it is counted again'),
      day: v.instant.describe('the beginning of the day that is being counted'),
      cursor: v.cursor,
      facts: z.number().int().min(0),
      people: z.number().int().min(0),
      rows: z.number().int().min(0).describe('that were compared'),
      moved: z.number().int().min(0).describe('rows that were added to meanwhile: not compared'),
      differing: z.number().int().min(0),
      repaired: z.number().int().min(0),
      found: z
        .array(z.object({ cut: keyText(), value: keyText(), kept: sums(), due: sums() }))
        .describe('the first of what differs'),
      askedAt: v.instant,
      finishedAt: v.instant.nullable(),
      dueAt: v.instant.nullable().describe('null: done'),
    }),
    indexes: [index('by_due', 'dueAt', '_id'), index('by_asked', 'askedAt', '_id')],
  }),
};
