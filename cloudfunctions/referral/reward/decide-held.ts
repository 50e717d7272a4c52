import { refuse } from '../../../contracts/errors';
import { recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import type { TransactionStore } from '../../kit/store/store';
import { friendName } from '../rules/friend-name';
import { issueFirstOrder, issueRegistered, type Referral } from './issue-rewards';
import { loadInviter, readPerson } from '../join/load-inviter';
import { readVersion } from './record-first-order';
import { isCapped, withFriend } from '../rules/standing';

interface Decision {
  referralId: string;
  decision: 'approve' | 'reject';
  reason: string;
}

/**
 * A friend who came in a burst counts after all, with everything that happened meanwhile, or does not: with the reason in
 * the journal and the audit log.
 * @throws TuankaError referral_not_held
 */
export async function decideHeld(call: WriteCall<'operator'>, { referralId, decision, reason }: Decision) {
  const { store, staff, now, requestId } = call;
  const state = await store.transact(async (transaction) => {
    const held = await transaction.referrals.require(referralId, 'referral_not_held');
    if (held.decided?.requestId === requestId) return held.state;
    if (held.state !== 'held') throw refuse('referral_not_held', referralId);
    const decided = { by: staff._id, at: now, requestId, reason };
    const after: Referral =
      decision === 'approve'
        ? await approve(transaction, { ...held, decided }, now)
        : { ...held, decided, state: 'refused', reason: 'rejected' };
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
    });
    return after.state;
  });
  return { state };
}

/** Caps count on the day the friend joined; a first order paid meanwhile is rewarded now. */
async function approve(
  transaction: TransactionStore,
  held: Referral,
  now: Referral['joinedAt'],
): Promise<Referral> {
  const rule = await readVersion(transaction, held);
  const person = await readPerson(transaction, held.inviterId);
  if (!rule || !person) return { ...held, state: 'refused', reason: 'account_closed' };
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
  const joined = await issueRegistered(transaction, referral, rule, counts, now);
  await transaction.inviters.replace(await issueFirstOrder(transaction, referral, rule, joined, now));
  return referral;
}

const heldText = (reason: Referral['reason']): string =>
  reason === 'same_phone'
    ? '好友的手机号曾是邀请人的：可能是同一个人，也可能是换了主人的号码'
    : '短时间内入会的好友较多';

const PAGE = 20;

/** Friends who wait for a decision, oldest first. */
export async function listHeld({ store, now }: ReadCall<'operator'>, { cursor }: { cursor: string | null }) {
  const { items, nextCursor } = await store.referrals.find({
    where: { state: 'held' },
    orderBy: 'joinedAt',
    limit: PAGE,
    cursor,
  });
  const [people, inviters] = await Promise.all([
    store.members.getMany([...new Set(items.flatMap(({ inviterId, inviteeId }) => [inviterId, inviteeId]))]),
    store.inviters.getMany([...new Set(items.map(({ inviterId }) => inviterId))]),
  ]);
  const nameOf = (id: string) => friendName(people.find(({ _id }) => _id === id) ?? null);
  const referrals = items.map((held) => ({
    referralId: held._id,
    inviterId: held.inviterId,
    inviter: nameOf(held.inviterId),
    friend: nameOf(held.inviteeId),
    joinedAt: held.joinedAt,
    reason: heldText(held.reason),
    recent: inviters.find(({ _id }) => _id === held.inviterId)?.recent.length ?? 0,
  }));
  return { referrals, nextCursor, now };
}
