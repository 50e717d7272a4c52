import * as z from 'zod';
import * as v from '../../contracts/values';
import { collection, documentId, index } from '../kit/store/schema/collection-schema';

const progress = z.object({
  unfinished: z
    .boolean()
    .describe('its last run left parts out or was ended: the next one begins with another part'),
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
      wokenAt: z
        .record(z.string(), v.instant)
        .describe('by collection: when work was last written into it, to the minute'),
    }),
    indexes: [],
  }),

  alarms: collection({
    about:
      'What does not pass by itself: a part of the sweep that failed five times in a row, an account of WeChat that cannot be called.',
    id: 'the name of the part, or `<kind>:<subject>`: it is raised once until it is cleared',
    document: z.object({
      _id: documentId,
      detail: z.string().describe('what it failed with'),
      raisedAt: v.instant,
      clearedAt: v.instant.nullable().describe('when it worked again'),
    }),
    indexes: [index('by_time', '-raisedAt', '-_id')],
  }),

  quarantine: collection({
    about:
      'Documents that stand aside: they do not fit their schema, or settling them fails again and again. Everybody else goes on.',
    id: '`<collection>:<document id>:<trouble>`',
    due: ['nextAt'],
    document: z.object({
      _id: documentId,
      collection: z.string(),
      documentId: z.string(),
      trouble: z.string().describe('`unreadable`, or the name of what could not be done with it'),
      detail: z.string(),
      firstAt: v.instant,
      lastAt: v.instant,
      count: z.int().positive(),
      nextAt: v.instant.describe('tried again from then on'),
    }),
    indexes: [index('by_time', '-lastAt', '-_id'), index('by_next', 'nextAt', '_id')],
  }),
};
