import { MINUTE_MS } from '../../contracts/primitives/time';
import type { SweepPart } from '../kit/host/sweep-part';
import { reconcilePoints } from './reconcile-points';
import { settleDueAccounts } from './settle-due-accounts';

export const pointsParts: readonly SweepPart[] = [
  { name: 'points', every: MINUTE_MS, budgetMs: 2_000, run: settleDueAccounts },
];

/** The daily comparison of accounts and entries: the least urgent of all. */
export const pointsAudit: SweepPart = {
  name: 'points_audit',
  every: MINUTE_MS,
  budgetMs: 1_000,
  run: async (call) => ({ pointsDifferences: (await reconcilePoints(call)).pointsDifferences ?? 0 }),
};
