import { reconciliationCheck } from '../../contracts/office/kept-values';
import { toDoKind, type ToDoKind } from '../../contracts/office/to-do';
import { instant, type Instant } from '../../contracts/primitives/time';
import type { ReadCall } from '../kit/host/call';
import { moreThan } from '../kit/store/query/condition';
import type { ReadStore } from '../kit/store/store';

const sinceEver = moreThan<Instant | null>(instant(0));

/** One count each, by an index: what a kind costs does not grow with what was done before. */
const counts: Readonly<Record<ToDoKind, (store: ReadStore, now: Instant) => Promise<number>>> = {
  applications: (store) => store.leaderApplications.count({ where: { status: 'waiting' } }),
  held_invites: (store) => store.referrals.count({ where: { state: 'held' } }),
  held_awards: (store) => store.leaderHolds.count({ where: { state: 'held' } }),
  decisions: (store) => store.identityDecisions.count({ where: { status: 'open' } }),
  complaints: (store) => store.serviceNotes.count({ where: { kind: 'complaint', state: 'open' } }),
  refunds: (store) => store.refunds.count({ where: { attentionAt: sinceEver } }),
  reviews: (store, now) =>
    store.counterReviews.count({ where: { status: 'waiting', expiresAt: moreThan<Instant>(now) } }),
  held_orders: (store) => store.orders.count({ where: { shipTroubleAt: sinceEver } }),
  approvals: (store) => store.pushes.count({ where: { status: 'awaiting_approval' } }),
  quarantine: (store) => store.quarantine.count({ where: { lastAt: moreThan<Instant>(instant(0)) } }),
  alarms: (store) => store.alarms.count({ where: { clearedAt: null } }),
  reconciliation: async (store) =>
    (await store.reconciliations.getMany(reconciliationCheck.options)).filter(
      ({ last }) => (last?.differences ?? 0) > 0,
    ).length,
};

/** 待办: everything that waits for whoever runs the shop, in one call. */
export async function readToDo({ store, now }: ReadCall<'operator'>) {
  const all = await Promise.all(
    toDoKind.options.map(async (kind) => ({ kind, count: await counts[kind](store, now) })),
  );
  return { waiting: all.filter(({ count }) => count > 0), now };
}
