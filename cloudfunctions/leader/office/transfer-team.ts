import { refuse } from '../../../contracts/errors';
import type { LeaderId } from '../../../contracts/primitives/ids';
import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { verifyOther } from '../../kit/person/verify-other';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { handoverNotice } from '../notices/leader-handover';
import { handoverAward } from '../team/award';
import { changeLeader } from '../team/change-leader';
import { entryOfHandover, handoverIdOf, viewHandover } from './handover';
import { leaderKeys } from './leader-view';
import { turnLeader } from './set-leader-status';

type Handover = DocumentOf<'leaderHandovers'>;

interface HandoverInput {
  fromId: LeaderId;
  toId: LeaderId;
  reason: string;
  pauseFrom: boolean;
}
interface Moving {
  store: Store;
  now: Instant;
  outOfTime: () => boolean;
}

/** Members of one transaction, which reads and writes them one by one. */
const STEP = 7;
/** Longer than a call lives: an interrupted handover is the sweep's. */
const LEASE_MS = MINUTE_MS;
const PAGE = 20;

/**
 * Gives a team to another leader. The first transaction writes the journal and takes both leaders; then members change
 * teams seven at a time, each step counted in the transaction that does it, for as long as the call has time. What is left,
 * and whatever a crash leaves, the sweep finishes. @throws TuankaError leader_not_found, handover_to_same, handover_running, own_affair
 */
export async function transferTeam(call: WriteCall<'operator'>, input: HandoverInput) {
  const { store, requestId } = call;
  if (input.fromId === input.toId) throw refuse('handover_to_same');
  const _id = handoverIdOf(requestId);
  await beginHandover(call, input);
  await continueHandover(call, _id);
  return { handover: viewHandover(await store.leaderHandovers.require(_id, 'internal')) };
}

async function beginHandover(call: WriteCall<'operator'>, input: HandoverInput): Promise<void> {
  const { store, now, staff, requestId } = call;
  const _id = handoverIdOf(requestId);
  await store.transact(async (transaction) => {
    if (await transaction.leaderHandovers.get(_id)) return;
    const from = await transaction.leaders.require(input.fromId, 'leader_not_found');
    const to = await transaction.leaders.require(input.toId, 'leader_not_found');
    if (from.handover !== null || to.handover !== null) throw refuse('handover_running');
    await verifyOther(transaction, call, { keys: leaderKeys(to) });
    await transaction.leaderHandovers.insert({
      _id,
      fromId: from._id,
      toId: to._id,
      fromName: from.name,
      toName: to.name,
      reason: input.reason,
      by: staff._id,
      byName: staff.name,
      status: 'running',
      moved: 0,
      steps: 0,
      at: now,
      doneAt: null,
      wakeAt: addMs(now, LEASE_MS),
    });
    for (const { _id: leaderId } of [from, to]) await transaction.leaders.update(leaderId, { handover: _id });
    if (input.pauseFrom) await turnLeader(transaction, from, 'paused', input.reason);
    await recordAudit(transaction, call, {
      action: 'leader.handOver',
      subjectId: from._id,
      reason: input.reason,
      detail: { to: to._id, handover: _id, paused: input.pauseFrom },
      before: { leader: from.name, status: from.status },
      after: { leader: to.name, status: input.pauseFrom ? 'paused' : from.status },
    });
  });
}

/** True when nothing is left to do. */
async function continueHandover(call: Moving, id: Handover['_id']): Promise<boolean> {
  while (!call.outOfTime()) {
    const handover = await call.store.leaderHandovers.require(id, 'internal');
    if (handover.status === 'done') return true;
    const { items } = await call.store.members.find({
      where: { leaderId: handover.fromId, status: 'active', joinedAt: atMost(handover.at) },
      orderBy: 'joinedAt',
      limit: STEP,
    });
    if (items.length === 0) await finishHandover(call, handover);
    else await moveStep(call, handover, items);
  }
  // Nobody is at it any more: the sweep goes on at once.
  await call.store.leaderHandovers.updateIf(id, { status: 'running' }, { wakeAt: call.now });
  return false;
}

/** Those who still are the old leader's change teams, and both sides' figures say how many. */
async function moveStep(
  { store, now }: Moving,
  { _id, steps }: Handover,
  members: readonly DocumentOf<'members'>[],
): Promise<void> {
  await store.transact(async (transaction) => {
    const handover = await transaction.leaderHandovers.require(_id, 'internal');
    // A rival took this step; what is left is read again.
    if (handover.status === 'done' || handover.steps !== steps) return;
    const { fromId, toId } = handover;
    const auditId = entryOfHandover(handover);
    let moved = 0;
    for (const { _id: memberId } of members) {
      const member = await transaction.members.get(memberId);
      if (member?.status !== 'active' || member.leaderId !== fromId) continue;
      await changeLeader(transaction, { memberId, leaderId: toId, cause: _id, auditId, now });
      moved += 1;
    }
    if (moved > 0)
      await transaction.leaderAwards.insert(
        handoverAward('handed_over', fromId, `${_id}:${steps}`, moved, now),
        handoverAward('received', toId, `${_id}:${steps}`, moved, now),
      );
    await transaction.leaderHandovers.update(_id, {
      moved: handover.moved + moved,
      steps: steps + 1,
      wakeAt: addMs(now, LEASE_MS),
    });
  });
}

/** Both leaders are free again and told. */
async function finishHandover({ store, now }: Moving, { _id }: Handover): Promise<void> {
  await store.transact(async (transaction) => {
    const handover = await transaction.leaderHandovers.require(_id, 'internal');
    if (handover.status === 'done') return;
    for (const side of ['from', 'to'] as const) {
      const leader = await transaction.leaders.require(handover[`${side}Id`], 'leader_not_found');
      await transaction.leaders.update(leader._id, { handover: null });
      if (leader.openIdKey !== null) transaction.remind(handoverNotice(_id, side, leader.openIdKey, now));
    }
    await transaction.leaderHandovers.update(_id, { status: 'done', doneAt: now });
  });
}

/** Continues what was interrupted. */
export const resumeHandovers = (call: TimerCall): Promise<number> =>
  workThrough(call, {
    collection: 'leaderHandovers',
    trouble: 'handover_not_finished',
    readPage: (cursor) =>
      call.store.leaderHandovers.find({
        where: { status: 'running', wakeAt: atMost(call.now) },
        orderBy: 'wakeAt',
        limit: PAGE,
        cursor,
      }),
    work: ({ _id }) => continueHandover(call, _id),
  });
