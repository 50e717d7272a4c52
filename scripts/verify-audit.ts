import { runVerification } from './verify-ledger/run-verification';
import { expectedHead, verifyAudit } from './verify-audit/verify-audit';

/**
 * `npm run verify-audit`: goes along the chain of the audit entries and says which was changed, removed, inserted or put in another
 * place since it was chained. It changes nothing. `-- --head 120:HASH`, from the log's `audit_chained` lines or an earlier run,
 * finds a chain that was written anew from end to end, too.
 */
runVerification({
  name: 'verify-audit',
  flag: 'head',
  flagType: 'string',
  flagHelp: 'ENTRIES:HASH as the log has it: the chain must pass through it',
  verify: async (store, _place, _isSet, given) => verifyAudit(store, expectedHead(given)),
});
