import { reconciliationCheck } from '../../../contracts/office/kept-values';
import { isHeardBefore, markNothingDone } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';

/** All checks are due now; those that run or are due already stay as they are, and one that waits for a bill goes on: since when it waits stays. */
export async function scheduleReconciliation(call: WriteCall<'operator'>) {
  const { store, now } = call;
  const started = await store.transact(async (transaction) => {
    const entry = { action: 'office.startReconciliation', subjectId: 'reconciliation' };
    if (await isHeardBefore(transaction, call, entry)) return 0;
    let count = 0;
    for (const check of reconciliationCheck.options) {
      const run = await transaction.reconciliations.get(check);
      if (run && run.dueAt <= now) continue;
      const idle = { begunAt: null, place: null, looked: 0, differences: 0, found: [] };
      await transaction.reconciliations.replace({
        ...idle,
        last: null,
        bills: null,
        ...run,
        _id: check,
        dueAt: now,
      });
      count += 1;
    }
    if (count > 0) await recordAudit(transaction, call, { ...entry, after: { checks: count } });
    else await markNothingDone(transaction, call, entry);
    return count;
  });
  return { started };
}
