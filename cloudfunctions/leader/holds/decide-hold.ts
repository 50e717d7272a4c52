import { refuse } from '../../../contracts/errors';
import { recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { verifyOther } from '../../kit/person/verify-other';
import { leaderKeys } from '../office/leader-view';
import { SAME_PHONE, unvoided } from '../team/award';
import { maskName } from '../team/masked-name';

interface Decision {
  holdId: string;
  decision: 'release' | 'refuse';
  reason: string;
}

/**
 * Leader and member are two people after all: everything held counts, also what comes later. Or they are not: it stays void.
 * @throws TuankaError leader_hold_decided, own_affair
 */
export async function decideHold(call: WriteCall<'operator'>, { holdId, decision, reason }: Decision) {
  const { store, requestId } = call;
  const state = await store.transact(async (transaction) => {
    const hold = await transaction.leaderHolds.require(holdId, 'leader_hold_decided');
    if (hold.decidedBy === requestId) return hold.state;
    if (hold.state !== 'held') throw refuse('leader_hold_decided', holdId);
    const leader = await transaction.leaders.get(hold.leaderId);
    await verifyOther(transaction, call, { memberIds: [hold.memberId], keys: leaderKeys(leader) });
    const after = decision === 'release' ? ('released' as const) : ('refused' as const);
    await transaction.leaderHolds.update(holdId, { state: after, decidedBy: requestId });
    for (const id of after === 'released' ? hold.awards : []) {
      const award = await transaction.leaderAwards.get(id);
      if (award) await transaction.leaderAwards.update(id, unvoided(award, SAME_PHONE));
    }
    await recordAudit(transaction, call, {
      action: `leader.${decision}Hold`,
      subjectId: holdId,
      before: { state: hold.state },
      after: { state: after },
      reason,
    });
    return after;
  });
  return { state };
}

const PAGE = 20;

/** Awards that wait for a decision, oldest first. */
export async function listHolds({ store, now }: ReadCall<'operator'>, { cursor }: { cursor: string | null }) {
  const { items, nextCursor } = await store.leaderHolds.find({
    where: { state: 'held' },
    orderBy: 'heldAt',
    limit: PAGE,
    cursor,
  });
  const [leaders, members] = await Promise.all([
    store.leaders.getMany([...new Set(items.map(({ leaderId }) => leaderId))]),
    store.members.getMany([...new Set(items.map(({ memberId }) => memberId))]),
  ]);
  const stores = await store.stores.getMany([...new Set(leaders.map(({ storeId }) => storeId))]);
  const holds = items.map(({ _id, leaderId, memberId, awards, heldAt }) => {
    const leader = leaders.find((one) => one._id === leaderId);
    return {
      holdId: _id,
      leaderName: leader?.name ?? '',
      storeName: stores.find((one) => one._id === leader?.storeId)?.name ?? '',
      member: maskName(members.find((one) => one._id === memberId)?.nickname ?? null),
      awards: awards.length,
      heldAt,
      reason: '团长和成员验证过同一个手机号：可能是同一个人，也可能是换了主人的号码',
    };
  });
  return { holds, nextCursor, now };
}
