import { refuse } from '../../../contracts/errors';
import { recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { verifyOther } from '../../kit/person/verify-other';
import { verifyThawed } from '../../kit/person/verify-thawed';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { friendName } from '../rules/friend-name';
import { rewardTitle } from '../pages/view';
import { issueFirstOrderRewards, issueJoinRewards, type Referral } from './issue-rewards';
import { resumeReferral, rewardIdsOf, withdrawReferral } from './hold-referral';
import { loadInviter, readPerson } from '../join/load-inviter';
import { readVersion } from './record-first-order';
import { isCapped, withFriend } from '../rules/standing';

interface Decision {
  referralId: string;
  decision: 'approve' | 'reject';
  reason: string;
}

/**
 * A friend who waits counts after all, with everything that happened meanwhile, or does not: with the reason in the journal and
 * the audit log. One that counted before goes on where it stopped, or gives back what it got.
 * @throws TuankaError referral_not_held, owner_frozen, own_affair
 */
export async function decideHeld(call: WriteCall<'operator'>, { referralId, decision, reason }: Decision) {
  const { store, staff, now, requestId } = call;
  const state = await store.transact(async (transaction) => {
    const held = await transaction.referrals.require(referralId, 'referral_not_held');
    if (held.decided?.requestId === requestId) return held.state;
    if (held.state !== 'held') throw refuse('referral_not_held', referralId);
    await verifyOther(transaction, call, { memberIds: [held.inviterId, held.inviteeId] });
    if (decision === 'approve') await verifyThawed(transaction, [held.inviterId, held.inviteeId]);
    const decided = { by: staff._id, at: now, requestId, reason, about: held.reason };
    const decide = decision === 'approve' ? approve : reject;
    const after = await decide(transaction, { ...held, decided }, now);
    await transaction.referrals.replace(after);
    await transaction.attributionJournal.insert({
      _id: `${held.inviteeId}:${requestId}`,
      memberId: held.inviteeId,
      leaderId: null,
      leaderCode: null,
      inviterId: held.inviterId,
      inviteCode: held.code,
      why: held.why,
      touchedAt: held.touchedAt,
      outcome: after.state === 'counted' ? 'attributed' : 'refused',
      reason: after.reason,
      by: staff._id,
      at: now,
    });
    await recordAudit(transaction, call, {
      action: `referral.${decision}`,
      subjectId: referralId,
      reason,
      detail: { inviterId: held.inviterId },
      before: { state: held.state },
      after: { state: after.state },
    });
    return after.state;
  });
  return { state };
}

async function reject(
  transaction: TransactionStore,
  held: Referral,
  now: Referral['joinedAt'],
): Promise<Referral> {
  await withdrawReferral(transaction, held, 'rejected', now);
  return { ...held, state: 'refused', reason: 'rejected', heldLateAt: null };
}

/**
 * Caps count on the day the friend joined; a first order paid meanwhile is rewarded now. Of two accounts of which one is closed
 * nothing is known any more, and nothing begins; what began goes on.
 */
async function approve(
  transaction: TransactionStore,
  held: Referral,
  now: Referral['joinedAt'],
): Promise<Referral> {
  const rule = await readVersion(transaction, held);
  if (rule && held.heldLateAt !== null) return resumeReferral(transaction, held, rule, now);
  const person = await readPerson(transaction, held.inviterId);
  const friend = await readPerson(transaction, held.inviteeId);
  if (!rule || !person || !friend) return { ...held, state: 'refused', reason: 'account_closed' };
  const inviter = await loadInviter(transaction, person._id, held.code);
  const capped = isCapped(rule, inviter, held.joinedAt);
  const referral: Referral = {
    ...held,
    inviterId: person._id,
    state: 'counted',
    reason: null,
    capped,
    order: held.order && { ...held.order, rewarded: true },
  };
  const counts = withFriend(inviter, held.joinedAt, capped);
  const joined = await issueJoinRewards(transaction, referral, rule, counts, now);
  await transaction.inviters.replace(await issueFirstOrderRewards(transaction, referral, rule, joined, now));
  return referral;
}

function heldText(reason: Referral['reason']): string {
  if (reason === 'same_phone') return '好友的手机号曾是邀请人的：可能是同一个人，也可能是换了主人的号码';
  return reason === 'inviter_frozen' ? '好友入会时邀请人冻结中' : '短时间内入会的好友较多';
}

const sides = { inviter: '邀请人', invitee: '好友' } as const;

/** What somebody has to know before deciding: what was given and would be taken back, and who has gone. */
function notesOn(held: Referral, rewards: readonly DocumentOf<'inviteRewards'>[], isGone: boolean): string[] {
  const given = rewardIdsOf(held).flatMap((id) =>
    rewards.filter(({ _id, state }) => state === 'delivered' && _id === id),
  );
  const notes = given.map(
    (reward) => `已发给${sides[reward.side]}：${rewardTitle(reward)} ${reward.gift.text}，不计入会收回`,
  );
  if (held.heldLateAt !== null) return ['之前已计入，还没发的先不发', ...notes];
  return isGone ? [...notes, '有一方已注销账户，不能再计入'] : notes;
}

const PAGE = 20;

/** Friends who wait for a decision, oldest first. */
export async function listHeld({ store, now }: ReadCall<'operator'>, { cursor }: { cursor: string | null }) {
  const { items, nextCursor } = await store.referrals.find({
    where: { state: 'held' },
    orderBy: 'joinedAt',
    limit: PAGE,
    cursor,
  });
  const [people, inviters, rewards] = await Promise.all([
    store.members.getMany([...new Set(items.flatMap(({ inviterId, inviteeId }) => [inviterId, inviteeId]))]),
    store.inviters.getMany([...new Set(items.map(({ inviterId }) => inviterId))]),
    store.inviteRewards.getMany(items.filter(({ heldLateAt }) => heldLateAt !== null).flatMap(rewardIdsOf)),
  ]);
  const personOf = (id: string) => people.find(({ _id }) => _id === id) ?? null;
  const nameOf = (id: string) => friendName(personOf(id));
  const referrals = items.map((held) => ({
    referralId: held._id,
    inviterId: held.inviterId,
    inviter: nameOf(held.inviterId),
    friend: nameOf(held.inviteeId),
    joinedAt: held.joinedAt,
    reason: heldText(held.reason),
    notes: notesOn(held, rewards, personOf(held.inviterId) === null || personOf(held.inviteeId) === null),
    recent: inviters.find(({ _id }) => _id === held.inviterId)?.recent.length ?? 0,
  }));
  return { referrals, nextCursor, now };
}
