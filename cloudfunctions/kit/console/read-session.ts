import { refuse } from '../../../contracts/errors';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../store/schema';
import type { Store } from '../store/store';
import { isLive, isSeenAnew } from './console-session';
import { sessionIdOf } from './session-transport';

export type ConsoleSession = DocumentOf<'consoleSessions'>;

/**
 * The session of a token; one database call, and one more in a minute, to write down that it is used.
 * @throws TuankaError console_session_over
 */
export async function readSession(
  { consoleSessions }: Pick<Store, 'consoleSessions'>,
  token: string,
  now: Instant,
): Promise<ConsoleSession> {
  const session = await consoleSessions.get(sessionIdOf(token));
  if (!session || !isLive(session, now)) throw refuse('console_session_over');
  if (!isSeenAnew(session, now)) return session;
  // Only while it is as it was read: a session that is ended meanwhile is not taken up again.
  const { _id, lastSeenAt, endsAt } = session;
  const isOurs = await consoleSessions.updateIf(_id, { lastSeenAt, endsAt }, { lastSeenAt: now });
  return isOurs ? { ...session, lastSeenAt: now } : readSession({ consoleSessions }, token, now);
}
