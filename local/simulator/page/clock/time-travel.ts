import type { NextEvent } from '../local-cloud';

/**
 * Moving the clock must not skip what happens on the way: a reminder due half an hour before a coupon dies would never be
 * sent if the clock jumped two hours at once. So time stops at each event, the timers run there, and then it goes on.
 */
export interface TravelCloud {
  clock(): Promise<{ now: number }>;
  setClock(at: number): Promise<void>;
  runTimers(): Promise<void>;
  nextEvent(): Promise<NextEvent>;
}

/** More stops than a demo has; a next event that never goes away must not hold the page for ever. */
const MOST_STOPS = 60;

/** Runs every event up to and including `target`, and ends there; answers how many stops that took. */
export async function travelTo(cloud: TravelCloud, target: number): Promise<number> {
  let reached = (await cloud.clock()).now;
  let stops = 0;
  while (stops < MOST_STOPS) {
    const { at } = await cloud.nextEvent();
    if (at === null || at > target) break;
    const isOverdue = at <= reached;
    if (isOverdue && stops > 0) break; // the timers ran and left it: going on is all that is left
    if (!isOverdue) await cloud.setClock(at);
    await cloud.runTimers();
    reached = Math.max(reached, at);
    stops++;
  }
  if (target > reached) await cloud.setClock(target);
  await cloud.runTimers();
  return stops;
}

export async function travelBy(cloud: TravelCloud, ms: number): Promise<number> {
  return travelTo(cloud, (await cloud.clock()).now + ms);
}

/** To the next event and not a step further. */
export async function travelToNextEvent(cloud: TravelCloud): Promise<number> {
  const { at } = await cloud.nextEvent();
  return at === null ? 0 : travelTo(cloud, at);
}
