import type { Ending } from '../../../contracts/journey/journey-values';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';

export type Run = DocumentOf<'journeyRuns'>;

/** More than a journey's nodes in their rounds; the first are what says most. */
const MOST_TRACE = 100;

export const traced = (run: Run, entries: readonly { node: string; what: string }[], at: Instant): Run => ({
  ...run,
  trace: [...run.trace, ...entries.map((entry) => ({ ...entry, at }))].slice(0, MOST_TRACE),
});

export const endedRun = (run: Run, how: Ending, now: Instant): Run => ({
  ...traced(run, [{ node: run.node ?? '', what: how }], now),
  state: 'ended',
  how,
  waiting: null,
  listensFor: null,
  heldSince: null,
  wakeAt: null,
  parkedUntil: null,
  endedAt: now,
});

export const placeId = ({ journeyId, memberId }: Pick<Run, 'journeyId' | 'memberId'>): string =>
  `${journeyId}:${memberId}`;

/**
 * Writes what became of a run, if nobody wrote it since it was read; one that ended gives its place free.
 * @returns false: somebody was faster
 */
export async function saveRun(transaction: TransactionStore, before: Run, after: Run): Promise<boolean> {
  const stored = await transaction.journeyRuns.get(before._id);
  if (stored?.revision !== before.revision || stored.state !== before.state) return false;
  await writeRun(transaction, after);
  return true;
}

/** The same for who has read it in this very transaction. */
export async function writeRun(transaction: TransactionStore, after: Run): Promise<void> {
  await transaction.journeyRuns.replace({ ...after, revision: after.revision + 1 });
  if (after.state !== 'ended') return;
  const place = await transaction.journeyPlaces.get(placeId(after));
  if (place?.active === after._id) await transaction.journeyPlaces.update(place._id, { active: null });
}
