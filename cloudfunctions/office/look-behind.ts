import { READABLE_AFTER_MS } from '../kit/facts/fold-facts';
import { dueBy, type DueSource } from '../kit/host/sweep-part';

/** The first entry after those that are done, once nothing can appear before it. */
export const lookBehind = (position: NonNullable<DueSource['position']>): DueSource => ({
  ...dueBy('auditEntries', 'at', { afterMs: READABLE_AFTER_MS }),
  position,
});
