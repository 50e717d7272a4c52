import { couponParts } from '../coupon/sweep-parts';
import { identityParts } from '../identity/sweep-parts';
import { clearSessions } from '../kit/console/clear-sessions';
import { clearRequestMarks } from '../kit/host/clear-request-marks';
import { clearLimitWindows } from '../kit/limit/clear-limit-windows';
import { withSelfCheck } from '../kit/host/self-check';
import { reachOfficial } from '../kit/wechat/account/official-reach';
import { leaderParts } from '../leader/sweep-parts';
import { messageParts } from '../message/sweep-parts';
import { officeParts } from '../office/sweep-parts';
import { pointsAudit, pointsParts } from '../points/sweep-parts';
import { referralParts } from '../referral/sweep-parts';
import { retryQuarantined } from './retry-quarantined';
import { serveSweep, type Schedule } from './run-schedule';

/** Every part but those of payment-sweep, causes before the messages they lead to. */
const parts: Schedule['parts'] = [
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
  clearSessions,
];

export const schedule: Schedule = { name: 'sweep', parts };

export const main = withSelfCheck(serveSweep(schedule), reachOfficial);
