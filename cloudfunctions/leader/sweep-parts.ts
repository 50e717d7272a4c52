import { MINUTE_MS } from '../../contracts/primitives/time';
import type { SweepPart } from '../kit/host/sweep-part';
import { reconcileFigures } from './reconcile-figures';
import { refreshBriefs } from './refresh-briefs';
import { settleCredits } from './settle-credits';
import { settleHandovers } from './transfer-team';

export const leaderParts: readonly SweepPart[] = [
  {
    name: 'handovers',
    every: MINUTE_MS,
    budgetMs: 2_000,
    run: async (call) => ({ handovers: await settleHandovers(call) }),
  },
  { name: 'leader_credits', every: MINUTE_MS, budgetMs: 2_000, run: settleCredits },
  { name: 'leader_figures', every: MINUTE_MS, budgetMs: 1_000, run: reconcileFigures },
  {
    name: 'leader_briefs',
    every: MINUTE_MS,
    budgetMs: 2_000,
    run: async (call) => ({ briefs: await refreshBriefs(call) }),
  },
];
