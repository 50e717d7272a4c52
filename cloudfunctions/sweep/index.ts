import { couponParts } from '../coupon/sweep-parts';
import { identityParts } from '../identity/sweep-parts';
import { clearRequestMarks } from '../kit/host/clear-request-marks';
import { serveTimer } from '../kit/host/serve-timer';
import type { SweepPart } from '../kit/host/sweep-part';
import { clearLimitWindows } from '../kit/limit/clear-limit-windows';
import { leaderParts } from '../leader/sweep-parts';
import { messageParts } from '../message/sweep-parts';
import { officeParts } from '../office/sweep-parts';
import { paymentParts } from '../payment/sweep-parts';
import { pointsAudit, pointsParts } from '../points/sweep-parts';
import { referralParts } from '../referral/sweep-parts';
import { retryQuarantined } from './retry-quarantined';
import { expiry, runSchedule, WORK_MS } from './run-schedule';

/** Every part of the sweep, causes before the messages they lead to. */
export const schedule: readonly SweepPart[] = [
  ...paymentParts,
  ...identityParts,
  ...referralParts,
  ...pointsParts,
  ...messageParts,
  ...couponParts,
  ...leaderParts,
  ...officeParts,
  retryQuarantined,
  pointsAudit,
  clearRequestMarks,
  clearLimitWindows,
];

export const main = serveTimer('sweep', WORK_MS, (call, run) =>
  runSchedule(call, schedule, { ...run, expiry }),
);
