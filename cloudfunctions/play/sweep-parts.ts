import { MINUTE_MS } from '../../contracts/primitives/time';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { giveOwedGifts } from './prizes/give-owed-gifts';

export const playParts: readonly SweepPart[] = [
  {
    name: 'play_gifts',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [dueBy('checkIns', 'owedSince'), dueBy('draws', 'owedSince')],
    run: giveOwedGifts,
  },
];
