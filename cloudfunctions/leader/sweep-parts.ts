import { MINUTE_MS } from '../../contracts/primitives/time';
import { dueBy, dueNow, type SweepPart } from '../kit/host/sweep-part';
import { reconcileFigures } from './figures/reconcile-figures';
import { BRIEF_RUN, refreshBriefs } from './figures/refresh-briefs';
import { countAwards } from './figures/count-awards';
import { resumeHandovers } from './office/transfer-team';

export const leaderParts: readonly SweepPart[] = [
  {
    name: 'handovers',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [dueBy('leaderHandovers', 'wakeAt', { where: { status: 'running' } })],
    run: async (call) => ({ handovers: await resumeHandovers(call) }),
  },
  {
    name: 'leader_awards',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [
      dueNow('members', { joinAward: 'due' }, '_id'),
      dueNow('leaderAwards', { state: 'due' }, 'leaderId'),
    ],
    run: countAwards,
  },
  {
    name: 'leader_figures',
    every: MINUTE_MS,
    budgetMs: 1_000,
    sources: [dueBy('leaderTotals', 'checkAt')],
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
