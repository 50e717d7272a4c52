import { refuse } from '../../../contracts/errors';
import { isHeldOut } from '../../experiment/deals/decide-deal';
import { wayOfArm } from '../../experiment/rules/assignment';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';

/**
 * Ends an experiment: nobody is held out any more, and with a winner whoever enters from then on goes its way. Who is on the way goes on as they began.
 * @throws TuankaError experiment_not_found, experiment_unfit
 */
export async function endExperiment(
  call: WriteCall<'operator'>,
  { experimentId, winner }: { experimentId: string; winner: string | null },
): Promise<{ state: 'ended' }> {
  const { store, now } = call;
  return store.transact(async (transaction) => {
    const experiment = await transaction.experiments.require(experimentId, 'experiment_not_found');
    if (experiment.state === 'ended') return { state: 'ended' };
    const { arms, of } = experiment;
    if (
      winner !== null &&
      !arms.some(({ name }) => name === winner) &&
      !(of.node === null && isHeldOut(winner))
    )
      throw refuse('experiment_unfit', 'winner');
    await transaction.experiments.update(experimentId, { state: 'ended', endedAt: now, winner });
    const journey = await transaction.journeys.get(of.journeyId);
    if (journey?.experiment?.experimentId === experimentId) {
      const decided = winner !== null && of.node !== null ? { [of.node]: wayOfArm(winner) } : {};
      await transaction.journeys.update(journey._id, {
        experiment: null,
        winners: { ...journey.winners, ...decided },
      });
    }
    await recordAudit(transaction, call, {
      action: 'journey.endExperiment',
      subjectId: of.journeyId,
      detail: { experiment: experiment.name, winner: winner ?? '' },
    });
    return { state: 'ended' };
  });
}
