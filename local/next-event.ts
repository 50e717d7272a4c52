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
/** Whoever has just joined keeps theirs for a minute. */
const newcomer = z.object({ unreminded: z.array(reminder) });
const NEWCOMERS = 100;

/** A reminder goes out when the sweep first runs at or after its moment, so that run is the event, not the moment. */
export async function nextEvent(environment: Environment, sweep: Cron[], now: number): Promise<NextEvent> {
  const [text] = await environment.find(
    'reminders',
    { filter: { status: 'scheduled' }, order: [{ field: 'dueAt', direction: 1 }], skip: 0, limit: 1 },
    undefined,
  );
  const newcomers = await environment.find(
    'members',
    { filter: { welcomePoints: 'due' }, order: [], skip: 0, limit: NEWCOMERS },
    undefined,
  );
  const waiting = [
    ...(text === undefined ? [] : [reminder.safeParse(JSON.parse(text)).data]),
    ...newcomers.flatMap((member) => newcomer.safeParse(JSON.parse(member)).data?.unreminded ?? []),
  ].flatMap((one) => (one === undefined ? [] : [one]));
  const [next] = waiting.sort((a, b) => a.dueAt - b.dueAt);
  if (!next) return { at: null, what: '' };
  const { dueAt, kind } = next;
  const runs = sweep.map((cron) => nextDue(cron, Math.max(dueAt - 1, now)) ?? Infinity);
  return { at: Math.min(Infinity, ...runs) === Infinity ? dueAt : Math.min(...runs), what: kind };
}
