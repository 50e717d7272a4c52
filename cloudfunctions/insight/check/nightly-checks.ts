import { periodOf, type Period } from '../../../contracts/primitives/insight/periods';
import { addMs, DAY_MS, endOfChinaDay, HOUR_MS, type Instant } from '../../../contracts/primitives/time';
import type { Checked } from './checked-time';

/** Looked at from half past five in the morning, China time, after the segments. */
const STARTS_AFTER_MS = 5.5 * HOUR_MS;
const PERIODS = ['day', 'week', 'month'] as const satisfies readonly Period[];

/** What the night checks: yesterday, and the week or the month that ended with it; with a month, who began in it. */
export function nightlyChecks(now: Instant): readonly Checked[] {
  const morning = addMs(now, -STARTS_AFTER_MS);
  const yesterday = addMs(morning, -DAY_MS);
  return PERIODS.filter((period) => periodOf(period, yesterday) !== periodOf(period, morning)).flatMap(
    (grain): Checked[] => {
      const bucket = periodOf(grain, yesterday);
      return grain === 'month'
        ? [
            { grain, bucket },
            { grain: 'cohort', bucket },
          ]
        : [{ grain, bucket }];
    },
  );
}

/** When the next night begins to check. */
export const nextNightAt = (now: Instant): Instant =>
  addMs(endOfChinaDay(addMs(now, -STARTS_AFTER_MS)), STARTS_AFTER_MS);

export const checkIdOf = ({ grain, bucket }: Checked): string => `${grain}:${bucket}`;
