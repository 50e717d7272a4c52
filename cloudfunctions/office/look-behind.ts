import { addMs, instant, type Instant } from '../../contracts/primitives/time';
import { READABLE_AFTER_MS } from '../kit/facts/fold-facts';
import { earliestOf, type DueSource } from '../kit/host/sweep-part';
import { moreThan } from '../kit/store/query/condition';

/** The first entry after those that are done, once nothing can appear before it. */
export const lookBehind = (position: NonNullable<DueSource['position']>): DueSource => ({
  collection: 'auditEntries',
  position,
  earliest: ({ store }, done) =>
    earliestOf(
      (cursor) =>
        store.auditEntries.find({
          where: { at: moreThan<Instant>(instant(0)) },
          orderBy: 'at',
          limit: 1,
          cursor: cursor ?? done,
        }),
      ({ at }) => addMs(at, READABLE_AFTER_MS),
    ),
});
