import { reconciliationCheck } from '../../../contracts/office/kept-values';
import type { ReadCall } from '../../kit/host/call';
import { dueAgain } from './due-again';

/** 对账: what each check found when it last ended, and whether it runs. */
export async function readReconciliation({ store, now }: ReadCall<'operator'>) {
  const known = await store.reconciliations.getMany(reconciliationCheck.options);
  const checks = reconciliationCheck.options.map((check) => {
    const run = known.find(({ _id }) => _id === check);
    const isDue = run !== undefined && (run.begunAt !== null || run.dueAt <= now);
    return {
      check,
      last: run?.last ?? null,
      running: isDue ? { begunAt: run.begunAt ?? run.dueAt, looked: run.looked } : null,
      nextAt: run?.dueAt ?? dueAgain(check, now),
    };
  });
  return { checks, now };
}
