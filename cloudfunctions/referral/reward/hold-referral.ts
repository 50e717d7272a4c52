import type { InviteReason, InviteRule } from '../../../contracts/referral/invite-rule';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { loadInviter, readPerson, type Inviter } from '../join/load-inviter';
import { reachedSteps, lostSteps, resumed, rewardIdOf, waiting } from '../rules/reward';
import { progressOf, withFriendBack, withoutFriend } from '../rules/standing';
import { issueFirstOrderRewards, type Referral } from './issue-rewards';
import { takeBackEvent, takeBackMilestones } from './take-back-rewards';

/**
 * A friend who counted, and may be the inviter after all: known later, by a number alone. Nothing more is given until somebody
 * decides; what was given stays given. Meanwhile the friend is counted out, as one that is held when joining.
 */
export async function holdReferral(
  transaction: TransactionStore,
  referral: Referral,
  inviter: Inviter,
  now: Instant,
): Promise<void> {
  const counts = countedOut(inviter, referral);
  // A milestone the friend was needed for stands and waits with the friend.
  for (const id of [...rewardIdsOf(referral), ...lostSteps(counts).lost]) {
    const reward = await transaction.inviteRewards.get(id);
    const patch = reward && waiting(reward);
    if (patch) await transaction.inviteRewards.update(id, patch);
  }
  await transaction.inviters.replace(counts);
  const held = { state: 'held', reason: 'same_phone', heldLateAt: now } as const;
  await transaction.referrals.update(referral._id, held);
  await transaction.attributionJournal.insert({
    _id: `${referral.key}:held:${now}`,
    memberId: referral.inviteeId,
    leaderId: null,
    leaderCode: null,
    inviterId: inviter._id,
    inviteCode: referral.code,
    why: referral.why,
    touchedAt: referral.touchedAt,
    outcome: 'held',
    reason: held.reason,
    by: 'number',
    at: now,
  });
}

/** Two people: everything goes on where it stopped, and what happened meanwhile counts. */
export async function resumeReferral(
  transaction: TransactionStore,
  held: Referral,
  rule: InviteRule,
  now: Instant,
): Promise<Referral> {
  for (const id of rewardIdsOf(held)) await resume(transaction, id);
  const person = await readPerson(transaction, held.inviterId);
  const order = held.order && { ...held.order, rewarded: true };
  const referral: Referral = { ...held, order, state: 'counted', reason: null, heldLateAt: null };
  if (!person) return { ...referral, order: held.order };
  const counted = countedIn(await loadInviter(transaction, person._id, held.code), held);
  const wasOrdered = held.order?.rewarded === true;
  const { paidAt } = held.order ?? { paidAt: null };
  const dueAt = wasOrdered && paidAt !== null ? addMs(paidAt, rule.firstOrder.holdDays * DAY_MS) : now;
  const { milestones, rewards } = reachedSteps(person._id, rule, counted, dueAt, now);
  await transaction.inviteRewards.insert(...rewards);
  const inviter = { ...counted, milestones };
  const named = { ...referral, inviterId: person._id };
  const after =
    order && !wasOrdered ? await issueFirstOrderRewards(transaction, named, rule, inviter, now) : inviter;
  await resumeSteps(transaction, after);
  await transaction.inviters.replace(after);
  return named;
}

/** No new person: everything the referral gave is taken back, what waited ends. */
export async function withdrawReferral(
  transaction: TransactionStore,
  referral: Referral,
  reason: InviteReason,
  now: Instant,
): Promise<void> {
  const isCounted = referral.state === 'counted';
  if (!isCounted && referral.heldLateAt === null) return;
  await takeBackEvent(transaction, referral, 'registered', 0, reason, now);
  await takeBackEvent(transaction, referral, 'first_order', referral.turn, reason, now);
  const person = await readPerson(transaction, referral.inviterId);
  if (!person) return;
  const inviter = await loadInviter(transaction, person._id, referral.code);
  const counts = isCounted ? countedOut(inviter, referral) : inviter;
  const after = await takeBackMilestones(transaction, counts, now);
  await resumeSteps(transaction, after);
  await transaction.inviters.replace(after);
}

const orderedBy = ({ order, capped }: Referral): number => (order?.rewarded === true && !capped ? 1 : 0);

const countedOut = (inviter: Inviter, referral: Referral): Inviter => ({
  ...withoutFriend(inviter, referral.capped),
  ordered: Math.max(0, inviter.ordered - orderedBy(referral)),
});

const countedIn = (inviter: Inviter, referral: Referral): Inviter => ({
  ...withFriendBack(inviter, referral.capped),
  ordered: inviter.ordered + orderedBy(referral),
});

/** What the referral gives by itself, of both sides. */
export const rewardIdsOf = ({ key, turn }: Referral): string[] =>
  (['inviter', 'invitee'] as const).flatMap((side) => [
    rewardIdOf('registered', key, side, 0),
    rewardIdOf('first_order', key, side, turn),
  ]);

async function resume(transaction: TransactionStore, id: string): Promise<void> {
  const reward = await transaction.inviteRewards.get(id);
  const patch = reward && resumed(reward);
  if (patch) await transaction.inviteRewards.update(id, patch);
}

/** Milestones that hold again without whoever still waits. */
async function resumeSteps(transaction: TransactionStore, inviter: Inviter): Promise<void> {
  for (const { friends, on, rewardId } of inviter.milestones)
    if (rewardId !== null && progressOf({ milestonesCount: on }, inviter) >= friends)
      await resume(transaction, rewardId);
}
