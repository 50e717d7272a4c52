import { addMs, DAY_MS, HOUR_MS } from '../../../contracts/primitives/time';
import { dueBy, type SweepPart } from '../host/sweep-part';
import { lessThan } from '../store/query/condition';

/** The audit log tells who signed in; what remains here is of no use. */
const KEPT_MS = DAY_MS;
const CLEARED_AT_ONCE = 20;

/** Forgets logins that expired and sessions that ended a day ago. */
export const clearSessions: SweepPart = {
  name: 'console_sessions',
  every: HOUR_MS,
  budgetMs: 250,
  sources: [
    dueBy('consoleLogins', 'expiresAt', { afterMs: KEPT_MS }),
    dueBy('consoleSessions', 'endsAt', { afterMs: KEPT_MS }),
  ],
  async run({ store, now, outOfTime }) {
    const old = lessThan(addMs(now, -KEPT_MS));
    let cleared = 0;
    for (;;) {
      const limit = CLEARED_AT_ONCE;
      const logins = await store.consoleLogins.find({
        where: { expiresAt: old },
        orderBy: 'expiresAt',
        limit,
      });
      const sessions =
        logins.items.length > 0
          ? []
          : (await store.consoleSessions.find({ where: { endsAt: old }, orderBy: 'endsAt', limit })).items;
      const found = logins.items.length + sessions.length;
      if (found === 0) return { consoleSessionsCleared: cleared };
      await store.transact(async ({ consoleLogins, consoleSessions }) => {
        for (const { _id } of logins.items) await consoleLogins.remove(_id);
        for (const { _id } of sessions) await consoleSessions.remove(_id);
      });
      cleared += found;
      if (outOfTime()) return { consoleSessionsCleared: cleared };
    }
  },
};
