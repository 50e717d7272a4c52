import { sessionHandle } from '../../../contracts/console/console';
import { isLive } from '../../kit/console/console-session';
import { recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';

/** A person has a handful; older ones ended long ago. */
const NEWEST = 50;

export async function listSessions({ store, staff, now }: ReadCall<'adviser'>) {
  const { items } = await store.consoleSessions.find({
    where: { staffId: staff._id },
    orderBy: 'startedAt',
    direction: 'desc',
    limit: NEWEST,
  });
  const sessions = items
    .filter((session) => isLive(session, now))
    .map(({ _id, browser, place, startedAt, lastSeenAt, endsAt }) => ({
      handle: sessionHandle.parse(_id),
      browser,
      place,
      startedAt,
      lastSeenAt,
      endsAt,
    }));
  return { sessions, now };
}

/** Another's session is as unknown as one that never was: nothing happens, and nothing is learnt. */
export async function endSession(call: WriteCall<'adviser'>, { handle }: { handle: string }) {
  const { store, staff, now } = call;
  await store.transact(async (transaction) => {
    const session = await transaction.consoleSessions.get(handle);
    if (session?.staffId !== staff._id || !isLive(session, now)) return;
    await transaction.consoleSessions.update(handle, { endsAt: now });
    await recordAudit(transaction, call, {
      action: 'console.endSession',
      subjectId: handle,
      detail: { browser: session.browser, place: session.place },
    });
  });
  return { ended: true as const };
}
