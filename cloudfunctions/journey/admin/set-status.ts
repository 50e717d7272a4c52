import { refuse } from '../../../contracts/errors';
import type { JourneyStatus } from '../../../contracts/journey/journey-values';
import { isHeardBefore, markNothingDone } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { nextRound } from '../trigger/round';

/**
 * Pauses a journey, has it go on, or ends it. While it is paused whoever comes due stands still, and goes on afterwards; what happens meanwhile makes nobody enter.
 * @throws TuankaError journey_not_found, journey_not_published, journey_over
 */
export async function setJourneyStatus(
  call: WriteCall<'operator'>,
  { journeyId, to }: { journeyId: string; to: Exclude<JourneyStatus, 'draft'> },
): Promise<{ status: JourneyStatus }> {
  const { store, now } = call;
  return store.transact(async (transaction) => {
    const journey = await transaction.journeys.require(journeyId, 'journey_not_found');
    const entry = { action: 'journey.setJourneyStatus', subjectId: journeyId };
    if (await isHeardBefore(transaction, call, entry)) return { status: to };
    if (journey.status === to) {
      await markNothingDone(transaction, call, entry);
      return { status: to };
    }
    if (journey.version === 0) throw refuse('journey_not_published');
    if (journey.status === 'ended') throw refuse('journey_over');
    const resumes = to === 'paused' ? {} : { resumeAt: now };
    const version = await transaction.journeyVersions.get(`${journeyId}@${journey.version}`);
    const nextRoundAt = to === 'running' && version ? nextRound(version.plan.trigger, now) : null;
    const starts = { nextRoundAt, roundFrom: 0, ...(to === 'running' ? { startedAt: now } : {}) };
    await transaction.journeys.update(journeyId, { status: to, ...resumes, ...starts });
    await recordAudit(transaction, call, {
      ...entry,
      before: { status: journey.status },
      after: { status: to },
    });
    return { status: to };
  });
}
