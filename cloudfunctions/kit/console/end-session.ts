import type { Instant } from '../../../contracts/primitives/time';
import type { Store } from '../store/store';
import type { ConsoleSession } from './read-session';

/** Nothing of it is accepted from now on; the document goes a day later. */
export async function endSession(
  { consoleSessions }: Pick<Store, 'consoleSessions'>,
  { _id, endsAt }: Pick<ConsoleSession, '_id' | 'endsAt'>,
  now: Instant,
): Promise<void> {
  if (now < endsAt) await consoleSessions.updateIf(_id, { endsAt }, { endsAt: now });
}
