import type { JobAct } from '../../../contracts/audience/audience-jobs';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';

export type Job = DocumentOf<'audienceJobs'>;

/** Some members of a job, and how it stands when they are done. */
export interface Slice {
  job: Job;
  numbers: readonly number[];
  after: Pick<Job, 'position' | 'state' | 'wakeAt'>;
  now: Instant;
}

/** With what is done to them. */
export interface Acting<Does extends JobAct['do']> extends Slice {
  act: Extract<JobAct, { do: Does }>;
}

type Kind = JobAct['do'];
type Doer<Does extends Kind> = (store: Store, acting: Acting<Does>) => Promise<void>;
/** What each act does to a slice of members. */
export type Doers = { readonly [Does in Kind]: Doer<Does> };

/** The job as this slice read it; null: another sweep was faster, or it was stopped meanwhile. */
export async function readJob(
  transaction: Pick<TransactionStore, 'audienceJobs'>,
  { job }: Pick<Slice, 'job'>,
): Promise<Job | null> {
  const stored = await transaction.audienceJobs.get(job._id);
  return stored?.position === job.position && stored.state === job.state ? stored : null;
}
