import { instant, MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import { earliestOf, type SweepPart } from '../kit/host/sweep-part';
import { moreThan } from '../kit/store/query/condition';
import { dayOfAudit, nextAuditAt, reconcilePoints } from './clock/reconcile-points';
import { matureAccounts } from './clock/mature-accounts';

export const pointsParts: readonly SweepPart[] = [
  {
    name: 'points',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [
      {
        collection: 'members',
        earliest: ({ store, now }) =>
          earliestOf(
            (cursor) =>
              store.members.find({
                where: { welcomePoints: 'due', status: 'active' },
                orderBy: '_id',
                limit: 1,
                cursor,
              }),
            () => now,
          ),
      },
      {
        collection: 'pointsAccounts',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.pointsAccounts.find({
                where: { nextDueAt: moreThan<Instant | null>(instant(0)) },
                orderBy: 'nextDueAt',
                limit: 1,
                cursor,
              }),
            ({ nextDueAt }) => nextDueAt,
          ),
      },
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
