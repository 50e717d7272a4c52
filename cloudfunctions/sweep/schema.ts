import * as z from 'zod';
import * as v from '../../contracts/values';
import { collection } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

const progress = z.object({
  unfinished: z
    .boolean()
    .describe(
      'its last run left parts out, was ended, or was not alone: the next one begins with another part and looks everywhere',
    ),
  beganAt: v.instant.nullable().describe('when the last run that found work began; null: none did yet'),
  revision: z
    .int()
    .nonnegative()
    .describe('one more with everything a run saves: it must be as that run saw it'),
  parts: z
    .record(
      z.string(),
      z.object({
        ranAt: v.instant.nullable(),
        lookedAt: v.instant.describe('when all of its collections were last asked what is due'),
        nextDueAt: v.instant.nullable().describe('its first work then; may be too early, never too late'),
        position: z
          .string()
          .nullable()
          .describe('where its cursor stood at that look; null: at the start, or it has none'),
        failures: z.int().nonnegative().describe('in a row'),
        failingSince: v.instant.nullable(),
        alarmed: z.boolean(),
      }),
    )
    .describe('by name of the part'),
});

/** What the sweeps remember from one minute to the next, and what they have trouble with. */
export const sweepCollections = {
  dueWork: collection({
    about: 'One document: when each part of the sweeps has work next, when it last ran and how that ended.',
    id: '`sweep`: there is one',
    document: z.object({
      _id: documentId,
      sweep: progress.describe('of the function `sweep`, which alone writes it'),
      'payment-sweep': progress.describe('of the function `payment-sweep`, which alone writes it'),
      'member-sweep': progress.describe('of the function `member-sweep`, which alone writes it'),
      wokenAt: z
        .record(z.string(), v.instant)
        .describe('by collection: when work was last written into it, to the minute'),
    }),
    indexes: [],
  }),
};
