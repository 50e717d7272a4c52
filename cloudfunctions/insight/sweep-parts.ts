import { MINUTE_MS } from '../../contracts/primitives/time';
import { lookBehindFacts } from '../kit/facts/look-behind-facts';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { verifyFigures } from './check/verify-figures';
import { checkIdOf, nextNightAt, nightlyChecks } from './check/nightly-checks';
import { nextDailyAt, sendDailyFigures } from './daily/send-daily-figures';
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

/** What the shop did yesterday, told to its owners. */
export const dailyFiguresPart: SweepPart = {
  name: 'daily_figures',
  every: MINUTE_MS,
  budgetMs: 1_000,
  sources: [dueBy('dailyFigures', 'dueAt'), { collection: 'dailyFigures', earliest: nextDailyAt }],
  run: sendDailyFigures,
};

/** Figures counted again from the facts: what ended, each night, and whatever somebody asks for. */
export const figuresCheck: SweepPart = {
  name: 'figures_check',
  every: MINUTE_MS,
  budgetMs: 1_000,
  sources: [
    dueBy('figureChecks', 'dueAt'),
    {
      collection: 'figureChecks',
      earliest: async ({ store, now }) => {
        const begun = await store.figureChecks.getMany(nightlyChecks(now).map(checkIdOf));
        return begun.length < nightlyChecks(now).length ? now : nextNightAt(now);
      },
    },
  ],
  run: verifyFigures,
};
