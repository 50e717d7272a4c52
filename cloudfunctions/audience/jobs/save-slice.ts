import type { TransactionStore } from '../../kit/store/store';
import { withSkips } from './job-view';
import type { Job, Slice } from './read-job';

/** How far a job came, in the transaction that read it. @param skips why each of those was left out who were */
export const saveSlice = (
  transaction: Pick<TransactionStore, 'audienceJobs'>,
  stored: Job,
  { after }: Pick<Slice, 'after'>,
  { looked, skips }: { looked: number; skips: readonly string[] },
): Promise<void> =>
  transaction.audienceJobs.replace({
    ...stored,
    ...after,
    done: stored.done + looked - skips.length,
    skipped: withSkips(stored.skipped, skips),
  });
