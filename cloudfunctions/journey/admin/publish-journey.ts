import { refuse } from '../../../contracts/errors';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { TransactionStore } from '../../kit/store/store';
import type { Running } from '../rules/migration';
import type { Journey } from '../run/load-moving';
import { nextRound } from '../trigger/round';
import { listProblems } from './list-problems';

interface Publishing {
  journeyId: string;
  basedOn: number;
  running: Running;
}

/**
 * Makes the draft the version in force and lets members enter. Runs under way finish on theirs, or go on in the new one when they next move.
 * @throws TuankaError journey_not_found, journey_changed, journey_unfit, journey_over, experiment_running
 */
export async function publishJourney(
  call: WriteCall<'operator'>,
  { journeyId, basedOn, running }: Publishing,
): Promise<{ version: number }> {
  const { store, now, requestId } = call;
  const read = await store.journeys.require(journeyId, 'journey_not_found');
  const stopping = (await listProblems(store, read.draft)).filter(({ severity }) => severity === 'stops');
  return store.transact(async (transaction) => {
    const journey = await transaction.journeys.require(journeyId, 'journey_not_found');
    const entry = { action: 'journey.publishJourney', subjectId: journeyId };
    if (await transaction.auditEntries.get(auditIdFor(requestId, entry))) return { version: journey.version };
    if (journey.saves !== basedOn || journey.saves !== read.saves)
      throw refuse('journey_changed', `save ${basedOn}`);
    if (journey.status === 'ended') throw refuse('journey_over');
    if (!(await keepsTried(transaction, journey)))
      throw refuse('experiment_running', 'the split that is tried has other ways');
    if (stopping.length > 0) throw refuse('journey_unfit', stopping.map(({ text }) => text).join('；'));
    const version = journey.version + 1;
    await transaction.journeyVersions.insert({
      _id: `${journeyId}@${version}`,
      journeyId,
      version,
      plan: journey.draft,
      running,
      publishedAt: now,
    });
    const status = journey.status === 'draft' ? 'running' : journey.status;
    const startedAt = journey.startedAt ?? now;
    const nextRoundAt = status === 'running' ? nextRound(journey.draft.trigger, now) : null;
    const round = { nextRoundAt, roundFrom: 0 };
    await transaction.journeys.update(journeyId, { version, status, startedAt, ...round });
    await recordAudit(transaction, call, { ...entry, detail: { version } });
    return { version };
  });
}

/** Members were dealt the ways of a split that is tried: while it is, another version has them too. */
async function keepsTried(
  transaction: Pick<TransactionStore, 'experiments'>,
  { experiment, draft }: Pick<Journey, 'experiment' | 'draft'>,
): Promise<boolean> {
  if (!experiment || experiment.node === null) return true;
  const tried = await transaction.experiments.get(experiment.experimentId);
  const split = draft.nodes.find(({ id }) => id === experiment.node);
  return tried?.state !== 'running' || (split?.do === 'split' && split.arms.length === tried.arms.length);
}
