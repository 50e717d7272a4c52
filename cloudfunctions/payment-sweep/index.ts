import { paymentParts } from '../payment/sweep-parts';
import { serveSweep, type Schedule } from '../sweep/run-schedule';

/** What asks WeChat Pay: with its client it would be a sixth of the sweep. */
export const schedule: Schedule = { name: 'payment-sweep', parts: paymentParts };

export const main = serveSweep(schedule);
