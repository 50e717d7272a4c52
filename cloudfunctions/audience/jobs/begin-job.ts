import type { AudienceJob } from '../../../contracts/audience/audience-jobs';
import { refuse } from '../../../contracts/errors';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { viewOf } from './job-view';
import type { Job } from './read-job';

/** Begins what was prepared: the sweep goes through its members. @throws TuankaError job_not_found, job_over */
export async function beginJob(
  call: WriteCall<'operator'>,
  { jobId }: { jobId: string },
): Promise<{ job: AudienceJob }> {
  const { store, now } = call;
  const job = await store.transact(async (transaction) => {
    const stored = await transaction.audienceJobs.require(jobId, 'job_not_found');
    if (stored.state === 'running' || stored.state === 'done') return stored;
    // What was not begun within a day is over, whether the sweep has let its list go or not.
    if (stored.state !== 'prepared' || stored.wakeAt === null || stored.wakeAt <= now)
      throw refuse('job_over', jobId);
    // Whoever begins it answers for it.
    const { _id: by, name: byName, roles } = call.staff;
    const { requestId } = call;
    const running: Job = {
      ...stored,
      by,
      byName,
      roles,
      requestId,
      state: 'running',
      begunAt: now,
      wakeAt: now,
    };
    await transaction.audienceJobs.replace(running);
    await recordAudit(transaction, call, {
      action: 'audience.beginJob',
      subjectId: jobId,
      reason: stored.reason,
      detail: { segment: stored.segment, what: stored.what, members: stored.members },
    });
    return running;
  });
  return { job: viewOf(job) };
}
