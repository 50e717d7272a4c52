import type { Instant } from '../../contracts/primitives/time';
import type { TimerCall } from '../kit/host/serve-timer';
import { logLine } from '../kit/log/log-line';
import type { Place } from './look-around';
import type { Progress } from './open-progress';
import { mayRest } from './rest';
import { slotOf, type SweepName } from './rotation';

/** What an instance knows of its last run. */
export type Remembered = Pick<Progress, 'unfinished' | 'parts'> & { at: Instant };

/** @returns whether there is a run: not in a minute that asks nothing, nor when the look that is its turn finds nothing */
export async function lookInTurn(
  call: TimerCall,
  name: SweepName,
  turn: Place | undefined,
  remembered: Remembered | undefined,
): Promise<boolean> {
  const slot = slotOf(name, call.now);
  if (slot === 'marks' || slot === 'both' || !mayRest(remembered, call.now)) return true;
  if (slot === 'nothing' || !turn) return false;
  try {
    const earliest = await turn.source.earliest(call, remembered?.parts[turn.part.name]?.position ?? null);
    return earliest !== null && earliest <= call.now;
  } catch (error) {
    logLine('warn', 'sweep_look_failed', { part: turn.part.name, detail: String(error) });
    return true;
  }
}
