import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';

/** A change that was announced does not come: whoever was told of it is told that, also who joined since. */
export async function withdrawChange(
  { charterChanges }: TransactionStore,
  changeId: string,
  now: Instant,
): Promise<void> {
  const told = await charterChanges.get(changeId);
  if (told?.withdrawnAt !== null) return;
  await charterChanges.replace({ ...told, withdrawnAt: now, isUntold: false, dueAt: null });
  const off = { announcedAt: now, cursor: null, told: 0, dueAt: now, withdrawnAt: null, callsOff: changeId };
  const all = { isUntold: false, isWritten: false };
  await charterChanges.insert({ ...told, _id: `off-${changeId}`, ...off, ...all });
}
