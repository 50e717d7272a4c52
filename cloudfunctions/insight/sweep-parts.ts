import { MINUTE_MS } from '../../contracts/primitives/time';
import { lookBehindFacts } from '../kit/facts/look-behind-facts';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { INSIGHT_CONSUMER, keepFigures } from './fold/keep-figures';

export const insightParts: readonly SweepPart[] = [
  {
    name: 'figures',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [lookBehindFacts(INSIGHT_CONSUMER), dueBy('figureStates', 'dueAt')],
    run: keepFigures,
  },
];
