import { MINUTE_MS } from '../../contracts/primitives/time';
import { dueBy, dueNow, type SweepPart } from '../kit/host/sweep-part';
import { dayOfAudit, nextAuditAt, reconcilePoints } from './clock/reconcile-points';
import { matureAccounts } from './clock/mature-accounts';

export const pointsParts: readonly SweepPart[] = [
  {
    name: 'points',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [
      dueNow('members', { welcomePoints: 'due', status: 'active' }, '_id'),
      dueBy('pointsAccounts', 'nextDueAt'),
    ],
    run: matureAccounts,
  },
];

/** The daily comparison of accounts and entries: the least urgent of all. */
export const pointsAudit: SweepPart = {
  name: 'points_audit',
  every: MINUTE_MS,
  budgetMs: 500,
  sources: [
    {
      collection: 'pointsAudits',
      earliest: async ({ store, now }) =>
        (await store.pointsAudits.get(dayOfAudit(now)))?.finishedAt ? nextAuditAt(now) : now,
    },
  ],
  run: async (call) => ({ pointsDifferences: (await reconcilePoints(call)).pointsDifferences ?? 0 }),
};
