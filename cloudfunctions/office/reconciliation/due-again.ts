import type { ReconciliationCheck } from '../../../contracts/office/kept-values';
import {
  addMs,
  chinaDayNumber,
  endOfChinaDay,
  HOUR_MS,
  MINUTE_MS,
  type Instant,
} from '../../../contracts/primitives/time';

/** When a check runs by itself the next time. Pure. */
/** At four in the morning, China time. */
const STARTS_AFTER_MS = 4 * HOUR_MS;
/** WeChat writes a day's bill in the morning after it, and has it by ten. */
export const BILL_WRITTEN_AFTER_MS = 10 * HOUR_MS;
/** Asked for half an hour later: one that is late is mostly there by then. */
const BILL_ASKED_AFTER_MS = BILL_WRITTEN_AFTER_MS + 30 * MINUTE_MS;

export function dueAgain(check: ReconciliationCheck, now: Instant): Instant {
  const afterMs = check === 'bill' ? BILL_ASKED_AFTER_MS : STARTS_AFTER_MS;
  return addMs(endOfChinaDay(addMs(now, -afterMs)), afterMs);
}

/** The number of the last China day whose bill WeChat has. */
export const lastBilledDay = (now: Instant): number => chinaDayNumber(addMs(now, -BILL_WRITTEN_AFTER_MS)) - 1;
