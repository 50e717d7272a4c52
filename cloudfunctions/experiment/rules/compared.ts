import { DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import { BUCKETS } from './assignment';
import type { ArmSums } from './counted';
import type { Sums } from './sums';
import { verdictOn, type Verdict } from './verdict';

/** What of an experiment says what is compared, and when. */
interface Experiment {
  quarter: { share: number };
  holdout: number;
  arms: readonly { name: string; share: number }[];
  design: { enrolDays: number; windowDays: number; perArm: number };
  readAt: Instant;
  endedAt: Instant | null;
}

/** What of those who would enter each arm is to be, in parts of ten thousand. */
export function sharesOf({ quarter, holdout, arms }: Experiment): { arm: string; share: number }[] {
  const free = BUCKETS - quarter.share;
  const tried = (free * (BUCKETS - holdout)) / BUCKETS;
  return [
    ...(quarter.share > 0 ? [{ arm: 'quarter', share: quarter.share }] : []),
    ...(holdout > 0 ? [{ arm: 'holdout', share: Math.round((free * holdout) / BUCKETS) }] : []),
    ...arms.map(({ name, share }) => ({ arm: name, share: Math.round((tried * share) / BUCKETS) })),
  ];
}

export interface Comparison extends Verdict {
  arm: string;
  against: string;
  what: 'amount' | 'bought';
}

/** Against who was held out of this experiment, and ways of a split against the first of them. */
function pairsOf({ arms, holdout }: Experiment): { arm: string; against: string }[] {
  const names = arms.map(({ name }) => name);
  const [first] = names;
  return [
    ...(holdout > 0 ? names.map((arm) => ({ arm, against: 'holdout' })) : []),
    ...names.slice(1).map((arm) => ({ arm, against: first ?? '' })),
  ];
}

/** Whether they bought, as a figure: its square is itself. */
const boughtOf = ({ sums, bought }: ArmSums): Sums => ({
  n: sums.n,
  y: bought,
  yy: bought,
  x: 0,
  xx: 0,
  xy: 0,
});

/**
 * What each arm came to against what it is compared with, in money and in buyers; all are told by the same experiment, so each is asked for the more. One that was ended
 * before its look says so and nothing else.
 */
export function comparedArms(
  experiment: Experiment,
  sumsOf: (arm: string) => ArmSums,
  now: Instant,
): Comparison[] {
  const { design, readAt, endedAt } = experiment;
  const shares = sharesOf(experiment);
  const days = design.enrolDays + design.windowDays;
  const horizon = { startedAt: instant(readAt - days * DAY_MS), days, perArm: design.perArm };
  const pairs = pairsOf(experiment);
  const excluded = shares.reduce((all, { arm }) => all + sumsOf(arm).excluded, 0);
  const dealt = {
    counts: shares.map(({ arm }) => sumsOf(arm).dealt + sumsOf(arm).excluded),
    shares: shares.map(({ share }) => share),
  };
  const saysEarly: Verdict = { says: 'too_early', text: '在定好的时间之前结束了，没有结论' };
  return pairs.flatMap(({ arm, against }) =>
    (['amount', 'bought'] as const).map((what) => {
      const of = (name: string): Sums => (what === 'amount' ? sumsOf(name).sums : boughtOf(sumsOf(name)));
      const counted = { arm: of(arm), control: of(against), dealt, excluded };
      const verdict =
        endedAt !== null && endedAt < readAt
          ? saysEarly
          : verdictOn(counted, horizon, now, { comparisons: pairs.length * 2, what });
      return { arm, against, what, ...verdict };
    }),
  );
}
