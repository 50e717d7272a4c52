import type { LogFields } from '../log/log-line';
import type { TimerCall } from './serve-timer';

/**
 * A part of the minute's sweep, declared by the area whose work it is. `sweep` collects the parts and keeps them apart: each
 * is caught, timed and stopped for itself. A part may be run again at once, or twice at the same time, and does its work once.
 */
export interface SweepPart {
  name: string;
  /** How often it is run at most, in milliseconds. */
  every: number;
  /** What it may take of a minute before `outOfTime` tells it to stop; what is left then is shared among those not done. */
  budgetMs: number;
  /** What it did, for the log. */
  run: (call: TimerCall) => Promise<LogFields>;
}
