import * as z from 'zod';
import * as v from '../../../../contracts/values';
import { collection, documentId, index } from './collection-schema';

/** As kit/host/limit-window.ts counts. */
export const limitWindow = z.object({
  startedAt: v.instant,
  count: z.int().positive(),
  lastRequest: v.requestId.describe('its retry still finds room'),
});

/** What protects: alarms, and the counts behind the limits. */
export const alarmCollections = {
  alarms: collection({
    about: 'What only people can put right, each told once while it lasts.',
    id: '`<kind>:<subject>`',
    document: z.object({
      _id: documentId,
      kind: z.string().describe('what is wrong'),
      subject: z.string().describe('where: an account of WeChat, a document'),
      detail: z.string(),
      openedAt: v.instant,
      closedAt: v.instant.nullable().describe('null: still so'),
    }),
    indexes: [index('by_open', 'closedAt', 'openedAt', '_id')],
  }),

  limitWindows: collection({
    about: 'How often somebody did what contracts/limit.ts limits, in the window that runs or ran last.',
    id: '`<name of the limit>:<hash of whose>`',
    document: limitWindow.extend({ _id: documentId }),
    indexes: [],
  }),
};
