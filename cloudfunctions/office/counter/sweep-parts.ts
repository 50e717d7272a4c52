import { MINUTE_MS } from '../../../contracts/primitives/time';
import type { SweepPart } from '../../kit/host/sweep-part';
import { COUNTER_CONSUMER, foldFigures } from '../fold-figures';
import { lookBehind } from '../look-behind';

/** What stands out at a counter: with the payments, from which it comes. */
export const counterFigures: SweepPart = {
  name: 'counter_figures',
  every: MINUTE_MS,
  budgetMs: 1_000,
  sources: [
    lookBehind(async ({ store }) => (await store.factCursors.get(COUNTER_CONSUMER))?.position ?? null),
  ],
  run: foldFigures,
};
