import * as z from 'zod';
import type { Environment } from './cloudbase/database';
import { nextDue, type Cron } from './cloudbase/functions/cron';

/** The next thing that will happen by itself: what the simulator's "to the next event" moves the clock to. */
export interface NextEvent {
  at: number | null;
  /** The kind of message; empty when nothing waits. */
  what: string;
}

const reminder = z.object({ dueAt: z.number(), kind: z.string() });

/** A reminder goes out when the sweep first runs at or after its moment, so that run is the event, not the moment. */
export async function nextEvent(environment: Environment, sweep: Cron[], now: number): Promise<NextEvent> {
  const [text] = await environment.find(
    'reminders',
    { filter: { status: 'scheduled' }, order: [{ field: 'dueAt', direction: 1 }], skip: 0, limit: 1 },
    undefined,
  );
  const parsed = text === undefined ? undefined : reminder.safeParse(JSON.parse(text));
  if (!parsed?.success) return { at: null, what: '' };
  const { dueAt, kind } = parsed.data;
  const runs = sweep.map((cron) => nextDue(cron, Math.max(dueAt - 1, now)) ?? Infinity);
  return { at: Math.min(Infinity, ...runs) === Infinity ? dueAt : Math.min(...runs), what: kind };
}
