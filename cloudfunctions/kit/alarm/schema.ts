import * as z from 'zod';
import * as v from '../../../contracts/values';
import { collection, index } from '../store/schema/collection-schema';
import { documentId } from '../store/schema/document-id';

/** What does not pass by itself, and what stands aside meanwhile. */
export const alarmCollections = {
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
      'Documents that stand aside: they do not fit their schema, or what is due on them fails again and again. Everybody else goes on.',
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
      isOwed: z
        .boolean()
        .default(false)
        .describe('nothing else remembers what is to be done: it stays until that is done'),
      ownerId: documentId
        .nullable()
        .default(null)
        .describe('member id: what else is told of them waits for it; null: nothing does'),
    }),
    indexes: [
      index('by_time', '-lastAt', '-_id'),
      index('by_next', 'nextAt', '_id'),
      index('by_trouble', 'trouble', 'nextAt', '_id'),
      index('by_owner', 'trouble', 'ownerId', '_id'),
    ],
  }),
};
