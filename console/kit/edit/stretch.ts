import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';

/** A stretch of time as a form has it: so many of the largest unit it has a whole number of. */
export type TimeUnit = 'minute' | 'hour' | 'day';
const unitMs: Readonly<Record<TimeUnit, number>> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

export const unitOf = (ms: number): TimeUnit =>
  ms % DAY_MS === 0 ? 'day' : ms % HOUR_MS === 0 ? 'hour' : 'minute';
export const countOf = (ms: number): number => ms / unitMs[unitOf(ms)];
export const msOf = (count: number | null, unit: TimeUnit): number => (count ?? 0) * unitMs[unit];

export const unitOptions = (units: Readonly<Record<TimeUnit, string>>) =>
  (['day', 'hour', 'minute'] as const).map((value) => ({ value, label: units[value] }));
