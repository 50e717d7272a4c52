import { growthAudit, growthParts } from '../growth/sweep-parts';
import { counterFigures } from '../office/counter/sweep-parts';
import { listFiles } from '../office/exports/sweep-parts';
import { reconciliation } from '../office/reconciliation/sweep-parts';
import { paymentParts } from '../payment/sweep-parts';
import { serveSweep, type Schedule } from '../sweep/run-schedule';

/** What asks WeChat Pay, with its client a sixth of the sweep, and what follows from payments: growth and tiers, the counters' figures; files of lists, for which there is room here; 对账, which compares WeChat's bills. */
export const schedule: Schedule = {
  name: 'payment-sweep',
  parts: [...paymentParts, ...growthParts, counterFigures, listFiles, reconciliation, growthAudit],
};

export const main = serveSweep(schedule);
