import { clearAlarm, raiseAlarm } from '../kit/alarm/raise-alarm';
import type { TimerCall } from '../kit/host/serve-timer';
import { logLine } from '../kit/log/log-line';
import type { PartProgress } from './open-progress';
import type { PartResult } from './run-parts';

/** So many failures in a row do not pass by themselves. */
const FAILURES_TO_ALARM = 5;

/** Raises or clears the alarm of a part that just ran. @returns whether there is one from now on */
export async function keepAlarm(
  call: TimerCall,
  { part, outcome, detail }: PartResult,
  { failures, failingSince, alarmed }: PartProgress,
): Promise<boolean> {
  const about = { kind: 'sweep_part', subject: part.name } as const;
  try {
    if (outcome !== 'failed') {
      if (alarmed) await clearAlarm(call, about);
      return false;
    }
    if (alarmed || failures < FAILURES_TO_ALARM || failingSince === null) return alarmed;
    await raiseAlarm(call, { ...about, detail: detail ?? '', since: failingSince });
    return true;
  } catch (error) {
    // Told again with the next run.
    logLine('error', 'sweep_alarm_not_kept', { part: part.name, detail: String(error) });
    return alarmed;
  }
}
