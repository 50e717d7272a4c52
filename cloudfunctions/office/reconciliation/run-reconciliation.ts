import { reconciliationCheck, type ReconciliationCheck } from '../../../contracts/office/kept-values';
import type { Instant } from '../../../contracts/primitives/time';
import { clearAlarm, raiseAlarm } from '../../kit/alarm/raise-alarm';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { openPayClient } from '../../kit/wechat/pay-client';
import { dueAgain } from './due-again';
import { reconcileBill } from './reconcile-bill';
import * as books from './reconcile-books';
import type { Slice } from './slice';

type Run = DocumentOf<'reconciliations'>;
type Check = (call: TimerCall, place: string | null) => Promise<Slice>;

const checks: Readonly<Record<Exclude<ReconciliationCheck, 'bill'>, Check>> = {
  ledger: books.reconcileLedger,
  stock: books.reconcileStocks,
  orders: books.reconcileOrders,
  grants: books.reconcileGrants,
  outbox: books.reconcileOutbox,
  quarantine: books.reconcileQuarantine,
  audit: books.reconcileAudit,
};

/** As many differences are kept; more of them is one trouble, not many. */
const MOST_KEPT = 50;

/** The checks that are due, a slice after the other, each with its place: what is left is the next minute's. */
export async function runReconciliation(call: TimerCall): Promise<{ reconciliationDifferences: number }> {
  const { store, now, outOfTime } = call;
  await prepare(store, now);
  const known: Readonly<Record<ReconciliationCheck, Check>> = {
    ...checks,
    bill: reconcileBill(openPayClient()),
  };
  let differences = 0;
  const { items } = await store.reconciliations.find({
    where: { dueAt: atMost(now) },
    orderBy: 'dueAt',
    limit: reconciliationCheck.options.length,
  });
  for (const due of items) {
    let run: Run | null = due;
    while (run && !outOfTime()) {
      const slice = await known[run._id](call, run.place);
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
    const idle = {
      begunAt: null,
      place: null,
      looked: 0,
      differences: 0,
      found: [],
      last: null,
      bills: null,
    };
    await store.reconciliations
      .insert({ _id, dueAt: dueAgain(_id, now), ...idle })
      .catch((error: unknown) => {
        if (!(error instanceof Duplicate)) throw error;
      });
  }
}

/** @returns the run as it goes on; null when it is over, or another sweep was faster */
async function keepSlice(call: TimerCall, run: Run, slice: Slice): Promise<Run | null> {
  const { store, now } = call;
  const { looked, found, place, again, bills } = slice;
  const begunAt = run.begunAt ?? now;
  const sum = {
    looked: run.looked + looked,
    differences: run.differences + found.length,
    found: [...run.found, ...found].slice(0, MOST_KEPT),
  };
  const before = { place: run.place, looked: run.looked, begunAt: run.begunAt, dueAt: run.dueAt };
  if (place !== null) {
    const going = { ...sum, begunAt, place, ...(again !== undefined && { dueAt: again }) };
    const isMine = await store.reconciliations.updateIf(run._id, before, going);
    return isMine && again === undefined ? { ...run, ...going } : null;
  }
  const idle = { begunAt: null, place: null, looked: 0, differences: 0, found: [] };
  const last = { ...sum, begunAt, finishedAt: now };
  const isMine = await store.reconciliations.updateIf(run._id, before, {
    ...idle,
    last,
    dueAt: dueAgain(run._id, now),
    ...(bills !== undefined && { bills }),
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
