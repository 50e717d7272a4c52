import type { ReadCall, WriteCall } from '../../kit/host/call';
import { recordAudit } from '../../kit/audit/record-audit';

const PAGE = 50;

/** Runs that failed again and again, and on what. */
export async function listDeadRuns(
  { store }: ReadCall<'operator'>,
  { journeyId, cursor }: { journeyId: string; cursor: string | null },
) {
  const { items, nextCursor } = await store.journeyRuns.find({
    where: { journeyId, state: 'dead' },
    orderBy: 'node',
    limit: PAGE,
    cursor,
  });
  return {
    runs: items.map(({ _id, node, error, failures }) => ({ runId: _id, node, error: error ?? '', failures })),
    nextCursor,
  };
}

/** It goes on where it failed; what it did before stays done. @throws TuankaError journey_run_not_found */
export async function retryRun(
  call: WriteCall<'operator'>,
  { runId }: { runId: string },
): Promise<{ isRetried: boolean }> {
  const { store, now } = call;
  return store.transact(async (transaction) => {
    const run = await transaction.journeyRuns.require(runId, 'journey_run_not_found');
    if (run.state !== 'dead') return { isRetried: false };
    await transaction.journeyRuns.replace({
      ...run,
      state: 'active',
      wakeAt: now,
      failures: 0,
      revision: run.revision + 1,
    });
    await recordAudit(transaction, call, { action: 'journey.retryRun', subjectId: run.journeyId });
    return { isRetried: true };
  });
}
