import type { CouponId } from '../../../contracts/primitives/ids';
import { addMs, HOUR_MS, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import type { InviteReason } from '../../../contracts/referral/invite-rule';
import type { GrantRequest } from '../../coupon/issue/grant';
import { issueInTransaction } from '../../coupon/issue/issue-in-transaction';
import { revokedFact } from '../../coupon/facts/coupon-facts';
import { grantIdOf } from '../../coupon/rules/pack';
import { mayBeRevoked } from '../../coupon/admin/change';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { rewardNotice, takenBackNotice } from '../notices/reward-earned';
import { earnForEvent } from '../../points/book/earn-for-event';
import { takeBackEvent } from '../../points/book/take-back-event';
import { readPerson } from '../join/load-inviter';
import { readVersion } from './record-first-order';
import { reasonText } from '../rules/reason-text';
import { occasionOf, promisedGift } from '../rules/reward';

type Reward = DocumentOf<'inviteRewards'>;

interface Delivering {
  store: Store;
  now: Instant;
}

/** An order holds the coupon: it is looked at again when the order has been paid or given up. */
const HELD_RETRY_MS = 10 * MINUTE_MS;

/** Nothing is given to whoever is frozen: it waits, and is looked at again. */
const FROZEN_RETRY_MS = 6 * HOUR_MS;

/** Gives a reward that is due, or takes back one that must not stand: each in one transaction, decided by the reward. */
export async function deliverReward(call: Delivering, reward: Reward): Promise<void> {
  const isPack = reward.gift.kind === 'pack';
  if (reward.state === 'reversing') return isPack ? takeBackPack(call, reward) : takeBackPoints(call, reward);
  return isPack ? givePack(call, reward) : givePoints(call, reward);
}

/** The reward as it is in this transaction; null when somebody else did it. */
async function readDue(
  transaction: TransactionStore,
  { _id, state }: Reward,
  now: Instant,
): Promise<Reward | null> {
  const reward = await transaction.inviteRewards.get(_id);
  return reward && reward.state === state && reward.dueAt !== null && reward.dueAt <= now ? reward : null;
}

const refusedWith = (reason: InviteReason, now: Instant) => ({
  state: 'refused' as const,
  reason,
  dueAt: null,
  decidedAt: now,
});

const later = (now: Instant) => ({ dueAt: addMs(now, FROZEN_RETRY_MS) });

const deliveredTo = (memberId: Reward['memberId'], { grants }: Reward, now: Instant) => ({
  state: 'delivered' as const,
  reason: null,
  dueAt: null,
  decidedAt: now,
  givenTo: memberId,
  grants: grants + 1,
});

async function givePoints({ store, now }: Delivering, due: Reward): Promise<void> {
  await store.transact(async (transaction) => {
    const reward = await readDue(transaction, due, now);
    if (!reward) return;
    const person = await readPerson(transaction, reward.memberId);
    const amount = reward.gift.points;
    if (!person || amount === null)
      return transaction.inviteRewards.update(reward._id, refusedWith('account_closed', now));
    if (person.frozen) return transaction.inviteRewards.update(reward._id, later(now));
    const occasion = occasionOf(reward, reward.grants);
    const { outcome } = await earnForEvent(transaction, {
      memberId: person._id,
      event: 'invite',
      occasion,
      amount,
      now,
    });
    const patch =
      outcome === 'nothing' ? refusedWith('points_closed', now) : deliveredTo(person._id, reward, now);
    await transaction.inviteRewards.update(reward._id, patch);
    if (outcome === 'earned') await transaction.reminders.insert(rewardNotice(reward, person._id, now));
  });
}

async function givePack({ store, now }: Delivering, due: Reward): Promise<void> {
  const [person, rule] = await Promise.all([readPerson(store, due.memberId), readVersion(store, due)]);
  const gift = rule && promisedGift(rule, due);
  if (!person || gift?.kind !== 'pack') {
    await store.inviteRewards.updateIf(due._id, { state: due.state }, refusedWith('account_closed', now));
    return;
  }
  if (person.frozen) {
    await store.inviteRewards.updateIf(due._id, { state: due.state, dueAt: due.dueAt }, later(now));
    return;
  }
  const request: GrantRequest = {
    grant: { memberId: person._id, channel: 'invite', occasion: occasionOf(due, due.grants), at: now },
    packId: gift.packId,
    items: gift.items,
    allOrNothing: true,
    rememberRefusal: true,
  };
  await issueInTransaction(store, request, now, async (transaction, issue) => {
    const reward = await readDue(transaction, due, now);
    if (!reward || reward.grants !== due.grants) return;
    const { issued } = await issue();
    const patch = issued.length === 0 ? refusedWith('sold_out', now) : deliveredTo(person._id, reward, now);
    await transaction.inviteRewards.update(reward._id, patch);
    if (issued.length > 0) await transaction.reminders.insert(rewardNotice(reward, person._id, now));
  });
}

const reversed = (now: Instant) => ({ state: 'reversed' as const, dueAt: null, decidedAt: now });

async function takeBackPoints({ store, now }: Delivering, due: Reward): Promise<void> {
  await store.transact(async (transaction) => {
    const reward = await readDue(transaction, due, now);
    if (!reward) return;
    await takeBackEvent(transaction, {
      event: 'invite',
      occasion: occasionOf(reward, reward.grants - 1),
      reason: `邀请奖励收回：${reward.reason ? reasonText(reward.reason) : '不再满足条件'}`,
      now,
    });
    await transaction.inviteRewards.update(reward._id, reversed(now));
  });
}

/** Coupons nobody used are taken back; a used one stays used, as with every refund. */
async function takeBackPack({ store, now }: Delivering, due: Reward): Promise<void> {
  const givenTo = due.givenTo ?? due.memberId;
  const occasion = occasionOf(due, due.grants - 1);
  const grantId = grantIdOf({ memberId: givenTo, channel: 'invite', occasion });
  const { items } = await store.coupons.find({ where: { grantId }, orderBy: '_id', limit: 300 });
  await store.transact(async (transaction) => {
    const reward = await readDue(transaction, due, now);
    if (!reward) return;
    const reason = reward.reason ? reasonText(reward.reason) : '邀请奖励收回';
    const coupons = await revokeUnused(
      transaction,
      items.map(({ _id }) => _id),
      reason,
      now,
    );
    if (coupons.some(({ status }) => status === 'locked'))
      return transaction.inviteRewards.update(reward._id, { dueAt: addMs(now, HELD_RETRY_MS) });
    await transaction.inviteRewards.update(reward._id, reversed(now));
    const lost = coupons.some(({ status }) => status === 'revoked');
    if (lost) await transaction.reminders.insert(takenBackNotice(reward, givenTo, now));
  });
}

/** The coupons as they are afterwards. */
async function revokeUnused(
  transaction: TransactionStore,
  ids: readonly CouponId[],
  reason: string,
  now: Instant,
): Promise<Pick<DocumentOf<'coupons'>, 'status'>[]> {
  const coupons: Pick<DocumentOf<'coupons'>, 'status'>[] = [];
  for (const _id of ids) {
    const coupon = await transaction.coupons.get(_id);
    if (!coupon) continue;
    const patch = { status: 'revoked' as const, revoked: { at: now, reason } };
    const isTaken = mayBeRevoked(coupon, now);
    if (isTaken) {
      transaction.tell(revokedFact(coupon, now));
      await transaction.coupons.update(_id, patch);
    }
    coupons.push(isTaken ? patch : coupon);
  }
  return coupons;
}
