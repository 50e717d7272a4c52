import type { LeaderStatus } from '../../../contracts/leader/leader-office';
import type { LeaderId } from '../../../contracts/primitives/ids';
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
    if (leader.status === input.status) return;
    if (input.status === 'active') await verifyOther(transaction, call, { keys: leaderKeys(leader) });
    await turnLeader(transaction, leader, input.status, input.reason);
    await recordAudit(transaction, call, {
      action: input.status === 'paused' ? 'leader.pause' : 'leader.resume',
      subjectId: leader._id,
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
