import { dueBy, type DueSource } from '../host/sweep-part';
import { READABLE_AFTER_MS } from './fold-facts';

/** Where a part that reads facts finds its work: the first fact behind those its consumer has read, once it can be read. */
export const lookBehindFacts = (consumer: string): DueSource => ({
  ...dueBy('facts', 'writtenAt', { afterMs: READABLE_AFTER_MS }),
  position: async ({ store }) => (await store.factCursors.get(consumer))?.position ?? null,
});
