import type { LeaderStatus } from '../../../contracts/leader/leader-office';
import type { LeaderId } from '../../../contracts/primitives/ids';
import { isHeardBefore, markNothingDone } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { verifyOther } from '../../kit/person/verify-other';
import type { TransactionStore } from '../../kit/store/store';
import { leaderKeys, viewLeader } from './leader-view';

interface StatusInput {
  leaderId: LeaderId;
  status: LeaderStatus;
  reason: string;
}

/**
 * Pauses a leader, or lets the code count again. The landing page says so at once; members who joined before stay in the
 * team. @throws TuankaError leader_not_found, own_affair
 */
export async function setLeaderStatus(call: WriteCall<'operator'>, input: StatusInput) {
  const { store } = call;
  await store.transact(async (transaction) => {
    const leader = await transaction.leaders.require(input.leaderId, 'leader_not_found');
    const action = input.status === 'paused' ? 'leader.pause' : 'leader.resume';
    const entry = { action, subjectId: leader._id };
    if (await isHeardBefore(transaction, call, entry)) return;
    if (leader.status === input.status) return markNothingDone(transaction, call, entry);
    if (input.status === 'active') await verifyOther(transaction, call, { keys: leaderKeys(leader) });
    await turnLeader(transaction, leader, input.status, input.reason);
    await recordAudit(transaction, call, {
      ...entry,
      reason: input.reason,
      before: { status: leader.status },
      after: { status: input.status },
    });
  });
  const leader = await store.leaders.require(input.leaderId, 'leader_not_found');
  const [shop, totals] = await Promise.all([
    store.stores.get(leader.storeId),
    store.leaderTotals.get(leader._id),
  ]);
  return { leader: viewLeader(leader, shop?.name ?? '', totals) };
}

/** The leader and the code together: what the code says is what counts. */
export async function turnLeader(
  transaction: TransactionStore,
  { _id, leaderCode }: { _id: LeaderId; leaderCode: string },
  status: LeaderStatus,
  reason: string,
): Promise<void> {
  await transaction.leaders.update(_id, { status, pausedFor: status === 'paused' ? reason : null });
  await transaction.leaderCodes.update(leaderCode, { status });
}
