import { recordAudit } from '../../kit/audit/record-audit';
import { newFact } from '../../kit/facts/new-fact';
import type { Tagged } from '../../kit/identity/tag-marks';
import { shortName } from '../../kit/ids/spread';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import type { Job, Slice } from './read-job';

interface Changing {
  job: Job;
  now: Slice['now'];
  action: 'audience.giveTag' | 'audience.takeTag';
}

/** With its entry, which the member’s own page shows, and its fact. */
export async function changeTags(
  transaction: TransactionStore,
  { job, now, action }: Changing,
  member: DocumentOf<'members'>,
  tagged: Tagged,
): Promise<void> {
  const { _id: memberId } = member;
  await transaction.members.update(memberId, tagged);
  const cause = `${memberId}-${shortName(`${job._id}:${action}`)}`;
  transaction.tell(
    newFact({ kind: 'profile_changed', cause, memberId, at: now, now, refs: { what: 'tags' } }),
  );
  const acting = {
    staff: { _id: job.by, name: job.byName, roles: job.roles },
    now,
    requestId: job.requestId,
  };
  await recordAudit(transaction, acting, {
    action,
    subjectId: memberId,
    reason: job.reason,
    before: { tags: member.tags.join('、') },
    after: { tags: tagged.tags.join('、') },
    detail: { segment: job.segment },
  });
}
