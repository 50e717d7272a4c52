import type { AudienceJob } from '../../../contracts/audience/audience-jobs';
import { refuse } from '../../../contracts/errors';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { viewOf } from './job-view';
import type { Job } from './read-job';

/** Has a tag taken from those who got it by this. @throws TuankaError job_not_found, job_not_undoable */
export async function undoJob(
  call: WriteCall<'operator'>,
  { jobId }: { jobId: string },
): Promise<{ job: AudienceJob }> {
  const { store, now } = call;
  const job = await store.transact(async (transaction) => {
    const stored = await transaction.audienceJobs.require(jobId, 'job_not_found');
    if (stored.state === 'undoing' || stored.state === 'undone') return stored;
    if (stored.act.do !== 'tag' || (stored.state !== 'done' && stored.state !== 'running'))
      throw refuse('job_not_undoable', jobId);
    const undoing: Job = { ...stored, state: 'undoing', position: 0, wakeAt: now };
    await transaction.audienceJobs.replace(undoing);
    await recordAudit(transaction, call, {
      action: 'audience.undoJob',
      subjectId: jobId,
      reason: stored.reason,
      detail: { segment: stored.segment, what: stored.what, done: stored.done },
    });
    return undoing;
  });
  return { job: viewOf(job) };
}
