import * as z from 'zod';
import * as v from '../../../contracts/values';
import { collection, index } from '../store/schema/collection-schema';
import { documentId } from '../store/schema/document-id';

/** As limit-window.ts counts. */
export const limitWindow = z.object({
  startedAt: v.instant,
  count: z.int().positive(),
  lastRequest: v.requestId.describe('its retry still finds room'),
});

/** The counts behind the limits. */
export const limitCollections = {
  limitWindows: collection({
    about:
      'How often somebody did what contracts/limit.ts limits, in the window that runs or ran last. Cleared after a day.',
    id: '`<name of the limit>:<hash of whose>` · `wrong_codes:<store id, or merchant>`',
    due: [],
    document: limitWindow.extend({ _id: documentId }),
    indexes: [index('by_age', 'startedAt', '_id')],
  }),
};
