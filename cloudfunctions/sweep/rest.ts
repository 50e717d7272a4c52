import { MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import type { TimerCall } from '../kit/host/serve-timer';
import { logLine } from '../kit/log/log-line';
import type { Place } from './look-around';
import type { Progress } from './open-progress';
import { slotOf, type SweepName } from './rotation';

/** What an instance knows of its last run: it saves reads and decides nothing. */
export interface Remembered {
  at: Instant;
  unfinished: boolean;
  parts: Progress['parts'];
}

/** The longest rest of a round: longer ago than that says that minutes were missed. */
const LONGEST_REST_MS = 4 * MINUTE_MS;

/** Of what an instance remembers nothing says that there is work: a minute that is not its own may be left out. */
export function mayRest(remembered: Remembered | undefined, now: Instant): boolean {
  if (!remembered || remembered.unfinished) return false;
  if (now < remembered.at || now - remembered.at > LONGEST_REST_MS) return false;
  return Object.values(remembered.parts).every(({ nextDueAt }) => nextDueAt === null || nextDueAt > now);
}

/** Whether this minute asks nothing, but for the look that is its turn: what that finds is work. */
export async function rests(
  call: TimerCall,
  name: SweepName,
  turn: Place | undefined,
  remembered: Remembered | undefined,
): Promise<boolean> {
  const slot = slotOf(name, call.now);
  if (slot === 'marks' || slot === 'both' || !mayRest(remembered, call.now)) return false;
  if (slot === 'nothing' || !turn) return true;
  try {
    const earliest = await turn.source.earliest(call, remembered?.parts[turn.part.name]?.position ?? null);
    return earliest === null || earliest > call.now;
  } catch (error) {
    logLine('warn', 'sweep_look_failed', { part: turn.part.name, detail: String(error) });
    return false;
  }
}
