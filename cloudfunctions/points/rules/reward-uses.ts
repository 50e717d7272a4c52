import type { PointsAccount, RewardUse } from '../../../contracts/points/points-ledger';
import { points } from '../../../contracts/primitives/points';

type Counted = Pick<PointsAccount, 'earnedOn' | 'uses'>;

/** Caps and limits count for the person: what both did, on one day too, is added up. */
export const countedTogether = (kept: Counted, absorbed: Counted): Counted => ({
  earnedOn: earnedTogether(kept.earnedOn, absorbed.earnedOn),
  uses: usesTogether(kept.uses, absorbed.uses),
});

/** Two people again: what came with the other counts for the other alone; what was done meanwhile stays counted. */
export const countedApart = (together: Counted, theirs: Counted): Counted => ({
  earnedOn: earnedApart(together.earnedOn, theirs.earnedOn),
  uses: usesApart(together.uses, theirs.uses),
});

type Earned = PointsAccount['earnedOn'];

function earnedTogether(kept: Earned, absorbed: Earned): Earned {
  if (!kept || !absorbed) return kept ?? absorbed;
  if (kept.day === absorbed.day) return { day: kept.day, points: points(kept.points + absorbed.points) };
  return absorbed.day > kept.day ? absorbed : kept;
}

const earnedApart = (together: Earned, theirs: Earned): Earned =>
  together && theirs?.day === together.day
    ? { day: together.day, points: points(Math.max(0, together.points - theirs.points)) }
    : together;

function usesTogether(kept: readonly RewardUse[], absorbed: readonly RewardUse[]): RewardUse[] {
  const byReward = new Map(kept.map((use) => [use.rewardId, use]));
  for (const theirs of absorbed) {
    const own = byReward.get(theirs.rewardId);
    const today = !own || own.day < theirs.day ? theirs.today : own.today;
    byReward.set(theirs.rewardId, {
      ...theirs,
      day: own && own.day > theirs.day ? own.day : theirs.day,
      total: theirs.total + (own?.total ?? 0),
      today: own?.day === theirs.day ? own.today + theirs.today : today,
    });
  }
  return [...byReward.values()];
}

const usesApart = (together: readonly RewardUse[], theirs: readonly RewardUse[]): RewardUse[] =>
  together.map((use) => {
    const gone = theirs.find(({ rewardId }) => rewardId === use.rewardId);
    if (!gone) return use;
    const today = gone.day === use.day ? Math.max(0, use.today - gone.today) : use.today;
    return { ...use, total: Math.max(0, use.total - gone.total), today };
  });
