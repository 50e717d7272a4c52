import { firstMemberIdAt } from '../../kit/ids/new-id';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { Instant } from '../../../contracts/primitives/time';
import { noState } from '../features/refresh-features';

/** Has the features of members who joined in a range made again from scratch by the sweep, and says how many were not as they should be. */
export async function beginRebuild(
  call: WriteCall<'operator'>,
  { joinedFrom, joinedUntil }: { joinedFrom: Instant | null; joinedUntil: Instant | null },
): Promise<{ startedAt: Instant }> {
  const { store, now, requestId } = call;
  return store.transact(async (transaction) => {
    const state = (await transaction.audienceStates.get('state')) ?? noState(now);
    const entry = { action: 'audience.beginRebuild', subjectId: 'features' };
    if (await transaction.auditEntries.get(auditIdFor(requestId, entry)))
      return { startedAt: state.build.startedAt };
    const boundOf = (at: Instant | null) => (at === null ? null : firstMemberIdAt(at));
    const range = { from: boundOf(joinedFrom), until: boundOf(joinedUntil) };
    const build = { ...range, done: 0, changed: 0, startedAt: now, finishedAt: null };
    await transaction.audienceStates.replace({ ...state, build, buildPosition: null, dueAt: now });
    await recordAudit(transaction, call, entry);
    return { startedAt: now };
  });
}
