import { MINUTE_MS } from '../../../contracts/primitives/time';
import { dueBy, type SweepPart } from '../../kit/host/sweep-part';
import { runExports } from './run-exports';

/** Files of lists: with the payments, whose function has room for all their words (docs/budgets.md: a bundle's size). */
export const listFiles: SweepPart = {
  name: 'exports',
  every: MINUTE_MS,
  budgetMs: 1_000,
  sources: [dueBy('exports', 'wakeAt')],
  run: async (call) => ({ exports: await runExports(call) }),
};
