import { MINUTE_MS } from '../../contracts/primitives/time';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { lookBehindFacts } from '../kit/facts/look-behind-facts';
import { BADGE_CONSUMER, keepBadges } from './badges/keep-badges';
import { readBadgeRule } from './badges/read-badge-rule';
import { giveOwedGifts } from './prizes/give-owed-gifts';
import { givesByItself, keepTasks, TASK_CONSUMER } from './tasks/keep-tasks';
import { readTaskRule } from './tasks/read-task-rule';

const toldSince = lookBehindFacts(TASK_CONSUMER);
const wonSince = lookBehindFacts(BADGE_CONSUMER);

export const playParts: readonly SweepPart[] = [
  {
    name: 'play_tasks',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [
      {
        ...toldSince,
        /** Where nothing is given by itself facts wait; they are passed over when that changes. */
        earliest: async (call, position) => {
          const rule = await readTaskRule(call.store);
          return rule && givesByItself(rule) ? toldSince.earliest(call, position) : null;
        },
      },
    ],
    run: keepTasks,
  },
  {
    name: 'play_badges',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [
      {
        ...wonSince,
        /** While none are offered facts wait; they are passed over when that changes. */
        earliest: async (call, position) =>
          (await readBadgeRule(call.store))?.isOn ? wonSince.earliest(call, position) : null,
      },
    ],
    run: keepBadges,
  },
  {
    name: 'play_gifts',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [
      dueBy('checkIns', 'owedSince'),
      dueBy('draws', 'owedSince'),
      dueBy('tasksDone', 'owedSince'),
      dueBy('visits', 'owedSince'),
      dueBy('badgesWon', 'owedSince'),
    ],
    run: giveOwedGifts,
  },
];
