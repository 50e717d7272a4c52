import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';

/** How long whoever began a merge, an undo or a closure has to finish it before the sweep takes over. */
export const lease = (now: Instant): Instant => addMs(now, 2 * MINUTE_MS);

/** When a finished merge is looked at once more, for what was written to the old id meanwhile. */
export const recheckAt = (now: Instant): Instant => addMs(now, 10 * MINUTE_MS);
