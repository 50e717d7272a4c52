import * as z from 'zod';
import * as v from '../../../../contracts/values';
import { collection, documentId } from './collection-schema';

/** What the sweep remembers from one minute to the next. */
export const sweepCollections = {
  dueWork: collection({
    about: 'One document: when each part of the sweep last ran and how that ended.',
    id: '`sweep`: there is one',
    document: z.object({
      _id: documentId,
      unfinished: z
        .boolean()
        .describe('the last sweep left parts out or was ended: the next one begins with another part'),
      parts: z
        .record(
          z.string(),
          z.object({
            ranAt: v.instant,
            failures: z.int().nonnegative().describe('in a row'),
          }),
        )
        .describe('by name of the part'),
    }),
    indexes: [],
  }),
};
