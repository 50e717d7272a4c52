import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';

/** Minutes after the payment was prepared at which WeChat Pay is asked whether a notice was lost. */
const ASK_AFTER_MINUTES = [1, 2, 5, 10];

/** The next moment an unpaid order is looked at: on the schedule, and at the latest when it ends. */
export function nextCheckAt(preparedAt: Instant, expiresAt: Instant, now: Instant): Instant {
  const moments = ASK_AFTER_MINUTES.map((minutes) => addMs(preparedAt, minutes * MINUTE_MS));
  const next = moments.find((moment) => moment > now && moment < expiresAt);
  return next ?? (now < expiresAt ? expiresAt : addMs(now, MINUTE_MS));
}
