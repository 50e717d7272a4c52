import { reconciliationCheck, type ReconciliationCheck } from '../../../contracts/office/kept-values';
import { addMs, endOfChinaDay, HOUR_MS, type Instant } from '../../../contracts/primitives/time';
import { clearAlarm, raiseAlarm } from '../../kit/alarm/raise-alarm';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import * as books from './reconcile-books';
import type { Slice } from './slice';

type Run = DocumentOf<'reconciliations'>;
type Check = (call: books.Reconciling, place: string | null) => Promise<Slice>;

const checks: Readonly<Record<ReconciliationCheck, Check>> = {
  ledger: books.reconcileLedger,
  stock: books.reconcileStocks,
  orders: books.reconcileOrders,
  grants: books.reconcileGrants,
  outbox: books.reconcileOutbox,
  quarantine: books.reconcileQuarantine,
  audit: books.reconcileAudit,
};

/** At four in the morning, China time. */
const STARTS_AFTER_MS = 4 * HOUR_MS;
export const nextNight = (now: Instant): Instant =>
  addMs(endOfChinaDay(addMs(now, -STARTS_AFTER_MS)), STARTS_AFTER_MS);

/** As many differences are kept; more of them is one trouble, not many. */
const MOST_KEPT = 50;

/** The checks that are due, a slice after the other, each with its place: what is left is the next minute's. */
export async function runReconciliation(call: TimerCall): Promise<{ reconciliationDifferences: number }> {
  const { store, now, outOfTime } = call;
  await prepare(store, now);
  let differences = 0;
  const { items } = await store.reconciliations.find({
    where: { dueAt: atMost(now) },
    orderBy: 'dueAt',
    limit: reconciliationCheck.options.length,
  });
  for (const due of items) {
    let run: Run | null = due;
    while (run && !outOfTime()) {
      const slice = await checks[run._id](call, run.place);
      differences += slice.found.length;
      run = await keepSlice(call, run, slice);
    }
    if (outOfTime()) break;
  }
  return { reconciliationDifferences: differences };
}

/** A document for each check; one that is new runs the next night. */
async function prepare(store: Store, now: Instant): Promise<void> {
  const known = await store.reconciliations.getMany(reconciliationCheck.options);
  const missing = reconciliationCheck.options.filter((check) => !known.some(({ _id }) => _id === check));
  for (const _id of missing) {
    const idle = { begunAt: null, place: null, looked: 0, differences: 0, found: [], last: null };
    await store.reconciliations.insert({ _id, dueAt: nextNight(now), ...idle }).catch((error: unknown) => {
      if (!(error instanceof Duplicate)) throw error;
    });
  }
}

/** @returns the run as it goes on; null when it is over, or another sweep was faster */
async function keepSlice(call: TimerCall, run: Run, { looked, found, place }: Slice): Promise<Run | null> {
  const { store, now } = call;
  const begunAt = run.begunAt ?? now;
  const sum = {
    looked: run.looked + looked,
    differences: run.differences + found.length,
    found: [...run.found, ...found].slice(0, MOST_KEPT),
  };
  const before = { place: run.place, looked: run.looked, begunAt: run.begunAt, dueAt: run.dueAt };
  if (place !== null) {
    const going = { ...sum, begunAt, place };
    return (await store.reconciliations.updateIf(run._id, before, going)) ? { ...run, ...going } : null;
  }
  const idle = { begunAt: null, place: null, looked: 0, differences: 0, found: [] };
  const last = { ...sum, begunAt, finishedAt: now };
  const isMine = await store.reconciliations.updateIf(run._id, before, {
    ...idle,
    last,
    dueAt: nextNight(now),
  });
  if (isMine) await tell(call, run._id, sum.differences, begunAt);
  return null;
}

async function tell(
  call: TimerCall,
  check: ReconciliationCheck,
  differences: number,
  since: Instant,
): Promise<void> {
  const about = { kind: 'reconciliation', subject: check } as const;
  if (differences === 0) await clearAlarm(call, about);
  else await raiseAlarm(call, { ...about, detail: `${differences} 处不一致`, since });
}
