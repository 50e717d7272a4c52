import { MINUTE_MS } from '../../contracts/primitives/time';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { foldDeals } from './results/fold-deals';

export const experimentParts: readonly SweepPart[] = [
  {
    name: 'experiment_sums',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [dueBy('experimentDeals', 'dueAt')],
    run: async (call) => ({ experimentDeals: await foldDeals(call) }),
  },
];
