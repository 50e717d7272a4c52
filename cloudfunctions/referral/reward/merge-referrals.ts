import { owned, type CarriedMerge } from '../../kit/ownership/owned';
import type { InviteReason } from '../../../contracts/referral/invite-rule';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadStore, Store, TransactionStore } from '../../kit/store/store';
import { bindReferral } from '../join/bind-referral';
import type { Referral } from './issue-rewards';
import { takeBackReward } from './take-back-rewards';
import { withdrawReferral } from './hold-referral';
import { partFirstOrder } from './record-first-order';
import { readPerson } from '../join/load-inviter';
import { combined } from '../rules/standing';

/**
 * Invites of two members who become one (docs/decisions, "attribution"). Codes, friends and rewards go over, counts add
 * up. A person joined when the first of the accounts did: a referral of the later account brought nobody new, so what it
 * gave is taken back. With that alone nobody is their own inviter and no chain of invites closes into a circle.
 */
export const ownedReferrals = [
  owned('inviters', {
    noun: '邀请',
    field: '_id',
    onMerge: {
      idFor: (_inviter, keptId) => keptId,
      combine: (kept, absorbed, keptId) => {
        if (!kept) return { ...absorbed, _id: keptId };
        const { counts, doubled } = combined(kept, absorbed);
        return { ...counts, doubled: [...kept.doubled, ...doubled] };
      },
      separate: (kept, absorbed) => ({
        ...kept,
        needsCode: kept.code === absorbed.code,
        friends: Math.max(0, kept.friends - absorbed.friends),
        rewarded: Math.max(0, kept.rewarded - absorbed.rewarded),
        ordered: Math.max(0, kept.ordered - absorbed.ordered),
        milestones: kept.milestones.filter(
          ({ rewardId }) =>
            !absorbed.milestones.some((step) => step.rewardId !== null && step.rewardId === rewardId),
        ),
      }),
    },
    onClose: 'remove',
    exported: ({ code, shownName, friends }) => ({ code, shownName, friends }),
  }),
  owned('inviteCodes', {
    noun: '邀请码',
    field: 'memberId',
    onMerge: 'move',
    onClose: 'remove',
    exported: ({ _id, createdAt, revokedAt }) => ({ code: _id, createdAt, revokedAt }),
  }),
  owned('referrals', {
    noun: '邀请的好友',
    field: 'inviterId',
    onMerge: 'move',
    onClose: 'keep',
    exported: ({ joinedAt, state, reason }) => ({ joinedAt, state, reason }),
  }),
  owned('inviteRewards', {
    noun: '邀请奖励',
    field: 'memberId',
    onMerge: 'move',
    onClose: 'keep',
    exported: ({ event, gift, state, reason, createdAt, decidedAt }) => ({
      event,
      gift: gift.text,
      state,
      reason,
      createdAt,
      decidedAt,
    }),
  }),
  owned('referrals', {
    noun: '被邀请记录',
    field: 'inviteeId',
    onMerge: { carry: carryReferral, giveBack: giveBackReferral },
    onClose: 'keep',
    exported: ({ joinedAt, state }) => ({ joinedAt, state }),
  }),
  owned('inviteTouches', {
    noun: '打开过的邀请',
    field: '_id',
    by: 'openid',
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ touchedAt }) => ({ touchedAt }),
  }),
  owned('attributionJournal', {
    noun: '归属记录',
    field: 'memberId',
    onMerge: 'stay',
    onClose: 'keep',
    exported: ({ outcome, at }) => ({ outcome, at }),
  }),
];

/** May be run again: what is void or at its place is left alone. */
async function carryReferral(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  const { keptId, absorbedId } = merge;
  // A join of a moment ago is written down under its own account first, as it would be within the minute.
  for (const id of [absorbedId, keptId])
    await store.transact((transaction) => bindReferral(transaction, id, now));
  await store.transact(async (transaction) => {
    const { status } = (await transaction.merges.get(merge._id)) ?? {};
    if (status !== 'running' && status !== 'done') return;
    const kept = await transaction.members.get(keptId);
    if (!kept) return;
    const ofKept = await transaction.referrals.get(keptId);
    const ofAbsorbed = await transaction.referrals.get(absorbedId);
    const found = [ofKept, ofAbsorbed].filter((referral) => referral !== null);
    const judged: Referral[] = [];
    for (const referral of found.sort((a, b) => a.joinedAt - b.joinedAt)) {
      // One stands: the first account's, and only when somebody else brought it.
      const isLater = referral.joinedAt > kept.joinedAt || judged.some(({ state }) => state !== 'refused');
      const isOwn = (await readPerson(transaction, referral.inviterId))?._id === keptId;
      judged.push(isLater || isOwn ? await withVoid(transaction, referral, merge, now) : referral);
    }
    await takeBackDoubled(transaction, merge, now);
    await place(transaction, judged, merge);
  });
}

/** The account that joined later was no new person: everything the referral gave is taken back. */
async function withVoid(
  transaction: TransactionStore,
  referral: Referral,
  { _id, keptId }: CarriedMerge,
  now: Instant,
): Promise<Referral> {
  if (referral.state === 'refused') return referral;
  const person = await readPerson(transaction, referral.inviterId);
  const theirs = person && (await transaction.referrals.get(person._id));
  const isSelf = person?._id === keptId;
  const other = theirs?.inviterId === keptId ? 'reciprocal_pair' : 'merged_person';
  const reason: InviteReason = isSelf ? 'self' : other;
  await withdrawReferral(transaction, referral, reason, now);
  await transaction.attributionJournal.insert({
    _id: `${referral.key}:${_id}`,
    memberId: keptId,
    leaderId: null,
    leaderCode: null,
    inviterId: referral.inviterId,
    inviteCode: referral.code,
    why: referral.why,
    touchedAt: referral.touchedAt,
    outcome: 'refused',
    reason,
    by: 'merge',
    at: now,
  });
  return { ...referral, state: 'refused', reason, heldLateAt: null, voidedBy: _id };
}

/** Referrals this merge refused: an undo gives them back refused. */
export async function countVoidedReferrals(
  store: Pick<ReadStore, 'referrals'>,
  { _id, keptId, absorbedId }: CarriedMerge,
): Promise<number> {
  const found = await store.referrals.getMany([keptId, absorbedId]);
  return found.filter(({ voidedBy }) => voidedBy === _id).length;
}

/** A milestone both accounts had reached stands once. */
async function takeBackDoubled(
  transaction: TransactionStore,
  { keptId }: CarriedMerge,
  now: Instant,
): Promise<void> {
  const inviter = await transaction.inviters.get(keptId);
  if (!inviter || inviter.doubled.length === 0) return;
  for (const rewardId of inviter.doubled) await takeBackReward(transaction, rewardId, 'merged_person', now);
  await transaction.inviters.update(keptId, { doubled: [] });
}

/** The referral that stands is found by the kept member's id; the other one, if any, keeps the other name. */
async function place(
  transaction: TransactionStore,
  judged: readonly Referral[],
  { keptId, absorbedId }: CarriedMerge,
): Promise<void> {
  const stands = judged.find(({ state }) => state !== 'refused') ?? judged[0];
  if (!stands) return;
  const other = judged.find((referral) => referral !== stands);
  await transaction.referrals.replace({ ...stands, _id: keptId, inviteeId: keptId });
  if (other) await transaction.referrals.replace({ ...other, _id: absorbedId, inviteeId: keptId });
  else await transaction.referrals.remove(absorbedId);
  await transaction.members.update(keptId, { inviteState: 'done' });
}

/**
 * Two people after all: each gets the own referral back. What the merge took back stays taken back, with its reason: the
 * decision about it was told to the inviter, and points may be spent since.
 */
async function giveBackReferral(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  const { keptId, absorbedId } = merge;
  await store.transact((transaction) => separateReferrals(transaction, merge));
  // Orders have gone back to who paid them: an invite does not count the other one's.
  for (const [id, otherId] of [
    [keptId, absorbedId],
    [absorbedId, keptId],
  ] as const)
    await store.transact(async (transaction) => {
      const { status } = (await transaction.merges.get(merge._id)) ?? {};
      if (status !== 'undoing' && status !== 'undone') return;
      const referral = await transaction.referrals.get(id);
      if (!referral?.order || referral.inviteeId !== id) return;
      const order = await transaction.orders.get(referral.order.orderId);
      const payerId = order?.payer?.memberId ?? null;
      const other = await transaction.members.get(otherId);
      if (payerId === otherId || (payerId !== null && other?.absorbed.includes(payerId)))
        await partFirstOrder(transaction, referral, now);
    });
}

async function separateReferrals(
  transaction: TransactionStore,
  { keptId, absorbedId }: CarriedMerge,
): Promise<void> {
  const found: Referral[] = [];
  for (const id of [keptId, absorbedId]) {
    const referral = await transaction.referrals.get(id);
    if (referral) found.push(referral);
  }
  const theirs = found.find(({ key }) => key === absorbedId);
  if (!theirs || (theirs._id === absorbedId && theirs.inviteeId === absorbedId)) return;
  const own = found.find((referral) => referral !== theirs);
  await transaction.referrals.replace({ ...theirs, _id: absorbedId, inviteeId: absorbedId });
  if (own) await transaction.referrals.replace({ ...own, _id: keptId, inviteeId: keptId });
  else await transaction.referrals.remove(keptId);
}
