import type { Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { ratioChance } from '../rules/analysis';
import { comparedArms, sharesOf } from '../rules/compared';
import { noSums, type ArmSums } from '../rules/counted';
import type { Experiment } from '../deals/decide-deal';

/** The heads of an experiment, as they are listed. */
export const headOf = ({
  _id,
  name,
  of,
  state,
  startedAt,
  enrolUntil,
  readAt,
  endedAt,
  winner,
}: Experiment) => ({
  id: _id,
  name,
  of,
  state,
  startedAt,
  enrolUntil,
  readAt,
  endedAt,
  winner,
});

/** @throws TuankaError experiment_not_found */
export async function readExperiment(
  { store, now }: ReadCall<'operator'>,
  { experimentId }: { experimentId: string },
) {
  const experiment = await store.experiments.require(experimentId, 'experiment_not_found');
  const shares = sharesOf(experiment);
  const stored = await store.experimentSums.getMany(shares.map(({ arm }) => `${experimentId}:${arm}`));
  const kept = new Map(stored.map((sums) => [sums.arm, sums]));
  const sumsOf = (arm: string): ArmSums => kept.get(arm) ?? noSums(experimentId, arm);
  const counts = shares.map(({ arm }) => sumsOf(arm).dealt + sumsOf(arm).excluded);
  return {
    ...headOf(experiment),
    design: experiment.design,
    arms: shares.map(({ arm, share }) => armRow({ arm, share }, sumsOf(arm), isRead(experiment, now))),
    excluded: shares.reduce((all, { arm }) => all + sumsOf(arm).excluded, 0),
    ratioChance: counts.some((one) => one > 0)
      ? ratioChance(
          counts,
          shares.map(({ share }) => share),
        )
      : null,
    comparisons: comparedArms(experiment, sumsOf, now),
    now,
  };
}

/** Figures are shown once: at the look that counts. */
const isRead = ({ readAt, endedAt }: Experiment, now: Instant): boolean =>
  now >= readAt && (endedAt === null || endedAt >= readAt);

const armRow = (
  { arm, share }: { arm: string; share: number },
  { dealt, exposed, bought, sums }: ArmSums,
  isShown: boolean,
) => ({
  arm,
  share,
  dealt,
  exposed,
  measured: sums.n,
  figures: isShown ? { bought, amountFen: sums.y } : null,
});
