import { addMs, instant, type Instant } from '../../../contracts/primitives/time';
import { earliestOf, type DueSource } from '../host/sweep-part';
import { moreThan } from '../store/query/condition';
import { READABLE_AFTER_MS } from './fold-facts';

/** Where a part that reads facts finds its work: the first fact behind those its consumer has read, once it can be read. */
export const lookBehindFacts = (consumer: string): DueSource => ({
  collection: 'facts',
  position: async ({ store }) => (await store.factCursors.get(consumer))?.position ?? null,
  earliest: ({ store }, position) =>
    earliestOf(
      (cursor) =>
        store.facts.find({
          where: { writtenAt: moreThan<Instant>(instant(0)) },
          orderBy: 'writtenAt',
          limit: 1,
          cursor: cursor ?? position,
        }),
      ({ writtenAt }) => addMs(writtenAt, READABLE_AFTER_MS),
    ),
});
