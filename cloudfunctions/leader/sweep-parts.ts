import { instant, MINUTE_MS } from '../../contracts/primitives/time';
import { earliestOf, type SweepPart } from '../kit/host/sweep-part';
import { moreThan } from '../kit/store/query/condition';
import { reconcileFigures } from './figures/reconcile-figures';
import { BRIEF_RUN, refreshBriefs } from './figures/refresh-briefs';
import { countAwards } from './figures/count-awards';
import { resumeHandovers } from './office/transfer-team';

export const leaderParts: readonly SweepPart[] = [
  {
    name: 'handovers',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [
      {
        collection: 'leaderHandovers',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.leaderHandovers.find({
                where: { status: 'running', wakeAt: moreThan(instant(0)) },
                orderBy: 'wakeAt',
                limit: 1,
                cursor,
              }),
            ({ wakeAt }) => wakeAt,
          ),
      },
    ],
    run: async (call) => ({ handovers: await resumeHandovers(call) }),
  },
  {
    name: 'leader_awards',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [
      {
        collection: 'members',
        earliest: ({ store, now }) =>
          earliestOf(
            (cursor) => store.members.find({ where: { joinAward: 'due' }, orderBy: '_id', limit: 1, cursor }),
            () => now,
          ),
      },
      {
        collection: 'leaderAwards',
        earliest: ({ store, now }) =>
          earliestOf(
            (cursor) =>
              store.leaderAwards.find({ where: { state: 'due' }, orderBy: 'leaderId', limit: 1, cursor }),
            () => now,
          ),
      },
    ],
    run: countAwards,
  },
  {
    name: 'leader_figures',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [
      {
        collection: 'leaderTotals',
        earliest: ({ store }) =>
          earliestOf(
            (cursor) =>
              store.leaderTotals.find({
                where: { checkAt: moreThan(instant(0)) },
                orderBy: 'checkAt',
                limit: 1,
                cursor,
              }),
            ({ checkAt }) => checkAt,
          ),
      },
    ],
    run: reconcileFigures,
  },
  {
    name: 'leader_briefs',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [
      {
        collection: 'leaderBriefRuns',
        earliest: async ({ store, now }) => (await store.leaderBriefRuns.get(BRIEF_RUN))?.nextAt ?? now,
      },
    ],
    run: async (call) => ({ briefs: await refreshBriefs(call) }),
  },
];
