import { MINUTE_MS } from '../../../contracts/primitives/time';
import { dueBy, type SweepPart } from '../../kit/host/sweep-part';
import { runReconciliation } from './run-reconciliation';

const dueReports = dueBy('reconciliations', 'dueAt');

/** 对账: with the payments, whose function asks WeChat Pay, here for its bills. */
export const reconciliation: SweepPart = {
  name: 'reconciliation',
  every: MINUTE_MS,
  budgetMs: 500,
  sources: [
    {
      ...dueReports,
      /** None at all: they are made. */
      earliest: async (call, position) => (await dueReports.earliest(call, position)) ?? call.now,
    },
  ],
  run: runReconciliation,
};
