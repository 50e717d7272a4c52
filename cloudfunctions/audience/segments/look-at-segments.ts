import { READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import { dueBy, type DueSource } from '../../kit/host/sweep-part';
import { SEGMENT_CONSUMER } from './fold-changes';

/** Where the sweep finds who crosses by time, which segments are to be brought on, and what was crossed. */
export const lookAtSegments: readonly DueSource[] = [
  dueBy('features', 'nextEvalAt'),
  dueBy('segments', 'dueAt'),
  {
    ...dueBy('segmentChanges', 'writtenAt', { afterMs: READABLE_AFTER_MS }),
    position: async ({ store }) => (await store.factCursors.get(SEGMENT_CONSUMER))?.position ?? null,
  },
];
