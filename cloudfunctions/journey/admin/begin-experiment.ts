import { refuse } from '../../../contracts/errors';
import type { JourneyPlan } from '../../../contracts/journey/journey-graph';
import { addMs, chinaDateOf, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import type { Experiment } from '../../experiment/deals/decide-deal';
import { measuredAt } from '../../experiment/results/read-measured';
import { armOfWay, BUCKETS } from '../../experiment/rules/assignment';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { shortName } from '../../kit/ids/spread';

type Beginning = Pick<Experiment, 'name' | 'of' | 'design'>;

/** Five percent of everybody are left out of all that is tried in a quarter. */
const QUARTER_SHARE = 500;
const PER_PERCENT = BUCKETS / 100;

/**
 * Tries a journey, or one split of it, from now on: how members are dealt is frozen with it, so another version of the journey moves nobody.
 * @throws TuankaError journey_not_found, journey_not_published, journey_over, experiment_running, experiment_unfit
 */
export async function beginExperiment(
  call: WriteCall<'operator'>,
  { name, of, design }: Beginning,
): Promise<{ experimentId: string }> {
  const { store, now, requestId } = call;
  const experimentId = `exp_${shortName(requestId)}`;
  return store.transact(async (transaction) => {
    if (await transaction.experiments.get(experimentId)) return { experimentId };
    const journey = await transaction.journeys.require(of.journeyId, 'journey_not_found');
    if (journey.version === 0) throw refuse('journey_not_published');
    if (journey.status === 'ended') throw refuse('journey_over');
    if (journey.experiment) throw refuse('experiment_running', journey.experiment.experimentId);
    const version = await transaction.journeyVersions.get(`${of.journeyId}@${journey.version}`);
    const arms = version && armsFor(version.plan, of.node);
    if (!arms) throw refuse('experiment_unfit', 'node');
    // A journey is tried against who does not get it.
    if (of.node === null && design.holdoutPercent === 0) throw refuse('experiment_unfit', 'holdout');
    const enrolUntil = addMs(now, design.enrolDays * DAY_MS);
    await transaction.experiments.insert({
      _id: experimentId,
      name,
      of,
      design,
      quarter: { salt: quarterOf(now), share: design.withQuarter ? QUARTER_SHARE : 0 },
      holdout: design.holdoutPercent * PER_PERCENT,
      arms,
      state: 'running',
      startedAt: now,
      enrolUntil,
      readAt: measuredAt(enrolUntil, design.windowDays),
      endedAt: null,
      winner: null,
    });
    await transaction.journeys.update(of.journeyId, { experiment: { experimentId, node: of.node } });
    const audited = { action: 'journey.beginExperiment', subjectId: of.journeyId };
    await recordAudit(transaction, call, { ...audited, detail: { experiment: name } });
    return { experimentId };
  });
}

/** Null: there is no such split. */
function armsFor({ nodes }: JourneyPlan, node: string | null): Experiment['arms'] | null {
  if (node === null) return [{ name: armOfWay(0), share: BUCKETS }];
  const split = nodes.find(({ id }) => id === node);
  if (split?.do !== 'split') return null;
  return split.arms.map(({ percent }, way) => ({ name: armOfWay(way), share: percent * PER_PERCENT }));
}

const quarterOf = (now: Instant): string => {
  const [year = '', month = ''] = chinaDateOf(now).split('-');
  return `${year}Q${Math.ceil(Number(month) / 3)}`;
};
