import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';

/** A change that was announced does not come: whoever was told of it is told that. What nobody was told of is over. */
export async function withdrawChange(
  { charterChanges }: TransactionStore,
  changeId: string,
  now: Instant,
): Promise<void> {
  const told = await charterChanges.get(changeId);
  if (told?.withdrawnAt !== null) return;
  await charterChanges.replace({ ...told, withdrawnAt: now, isUntold: false, dueAt: null });
  if (told.told === 0) return;
  // Who joined since it was announced was told of it, too.
  const off = { announcedAt: now, cursor: null, told: 0, dueAt: now, withdrawnAt: null, callsOff: changeId };
  const all = { isUntold: false, isWritten: false };
  await charterChanges.insert({ ...told, _id: `off-${changeId}`, ...off, ...all });
}
