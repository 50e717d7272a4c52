import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MINUTE_MS } from '@contracts/primitives/time';
import * as z from 'zod';
import type { CollectionName, DocumentOf } from '../../cloudfunctions/kit/store/schema';
import { isMemberId, type MemberId } from '@contracts/primitives/ids';
import type { LocalCloud } from '../../local/server';

/** What journeys on a slow day share. */
const config = z.object({ timeout: z.number() });

const limitMsOf = (functionName: string): number =>
  config.parse(JSON.parse(readFileSync(path.resolve('cloudfunctions', functionName, 'config.json'), 'utf8')))
    .timeout * 1000;

/** Functions that met their time limit or came closer than a tenth of it; nobody should. */
export const tooSlow = (cloud: LocalCloud): string[] =>
  Object.entries(cloud.latency.functions)
    .filter(([name, { longestMs, timedOut }]) => timedOut > 0 || longestMs > 0.9 * limitMsOf(name))
    .map(([name, times]) => `${name}: ${JSON.stringify(times)} of ${limitMsOf(name)} ms`);

/** Writes many documents at once, as they would be stored, past functions and gateway. */
export function load<Name extends CollectionName>(
  cloud: LocalCloud,
  name: Name,
  documents: Iterable<DocumentOf<Name>>,
): void {
  cloud.database.environment(cloud.env).load(name, documents);
}

/** Member ids that no join gives away. */
export function extraMemberId(number: number): MemberId {
  const id = `mem_01${String(number).padStart(24, '0')}`;
  if (!isMemberId(id)) throw new RangeError(id);
  return id;
}

/** One minute after another, each with its sweep, until it is so. @returns how many minutes that took */
export async function sweepUntil(
  cloud: LocalCloud,
  isDone: () => boolean,
  mostMinutes: number,
): Promise<number> {
  for (let minute = 1; minute <= mostMinutes; minute += 1) {
    cloud.moveClock(Math.ceil((cloud.clock.now() + 1) / MINUTE_MS) * MINUTE_MS);
    await cloud.runTimers();
    if (isDone()) return minute;
  }
  throw new Error(`not done after ${mostMinutes} minutes`);
}
