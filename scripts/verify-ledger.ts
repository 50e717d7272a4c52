import { runVerification } from './verify-ledger/run-verification';
import { reportLines, verifyLedger } from './verify-ledger/verify-ledger';

/**
 * `npm run verify-ledger`: recomputes every points account from its entries, looks for entries without an account, and recomputes every tier
 * from its growth entries. It changes nothing unless `-- --repair` asks for it; then each account that can be rebuilt is set right, with an entry that
 * says so.
 */
runVerification({
  name: 'verify-ledger',
  flag: 'repair',
  flagHelp: 'sets right what can be',
  verify: async (store, { now }, repair) => {
    const report = await verifyLedger(store, { repair, now });
    return {
      lines: reportLines(report),
      agrees: report.found.every(({ repaired }) => repaired) && report.tiers.found.length === 0,
    };
  },
});
