import type { InviteCode, MemberId, OrderId } from '@contracts/primitives/ids';
import { chinaDateOf, instant } from '@contracts/primitives/time';
import type { DocumentOf } from '../../cloudfunctions/kit/store/schema';
import type { LocalCloud } from '../../local/server';
import { documentsOf } from '../stage/stage';

/** What must hold after any story of invites (invites.test.ts), recomputed from the story alone. */
export const CAPS = { perDay: 2, total: 4 };

export interface Account {
  id: MemberId;
  code: InviteCode;
  joinedAt: number;
  /** Whose code; null: nobody's. */
  through: Account | null;
  mergedInto: Account | null;
}
export interface Order {
  id: OrderId;
  payer: Account;
  paidFen: number;
  leftFen: number;
  paidAt: number;
}

export const personOf = (account: Account): Account =>
  account.mergedInto ? personOf(account.mergedInto) : account;

/** Everything that must hold, from what happened and what is stored. */
export function checkInvites(
  cloud: LocalCloud,
  { accounts, orders }: { accounts: readonly Account[]; orders: readonly Order[] },
): void {
  const people = new Map(accounts.map((account) => [account.id as string, personOf(account)]));
  const person = (id: string): string => people.get(id)?.id ?? id;
  const rewards = documentsOf(cloud, 'inviteRewards');
  const referrals = documentsOf(cloud, 'referrals');
  const stands = ({ state }: { state: string }) => state === 'delivered' || state === 'pending';

  // Nothing is left to do, and every newcomer's attribution is in the journal.
  expect(rewards.filter(({ dueAt }) => dueAt !== null)).toEqual([]);
  expect(documentsOf(cloud, 'members').filter(({ inviteState }) => inviteState === 'due')).toEqual([]);

  checkGraph(referrals, accounts, person);

  // One level: a reward belongs to the two people of its referral and to nobody above them.
  for (const reward of rewards.filter(({ event }) => event !== 'milestone')) {
    const referral = referrals.find(({ key }) => key === reward.referralId)!;
    const owner = reward.side === 'inviter' ? referral.inviterId : referral.inviteeId;
    expect(person(reward.memberId)).toBe(person(owner));
    // Reversal complete: what stands belongs to a referral that counts, and an order's to an order that stands.
    if (!stands(reward)) continue;
    expect(referral.state).toBe('counted');
    if (reward.event === 'first_order') expect(referral.order?.orderId).toBe(reward.orderId);
  }
  for (const { order, state } of referrals) {
    if (!order || state !== 'counted') continue;
    expect(orders.find(({ id }) => id === order.orderId)!.leftFen).toBeGreaterThanOrEqual(2000);
  }

  // Once per event and person on either side.
  const keys = rewards
    .filter((reward) => stands(reward) && reward.event !== 'milestone')
    .map(({ event, side, referralId }) => {
      const referral = referrals.find(({ key }) => key === referralId)!;
      return `${event} ${side} ${person(referral.inviteeId)}`;
    });
  expect(new Set(keys).size).toBe(keys.length);

  checkCaps(cloud, accounts, person);
  checkMilestones(cloud, person);

  checkLedger(cloud, person);
}

/** Exactly the friend whose card the first account came through, and no cycles. */
function checkGraph(
  referrals: readonly DocumentOf<'referrals'>[],
  accounts: readonly Account[],
  person: (id: string) => string,
): void {
  const firstOf = (root: Account): Account =>
    accounts
      .filter((account) => personOf(account) === root)
      .reduce((first, account) => (account.joinedAt < first.joinedAt ? account : first));

  // Once per person, nobody their own inviter: exactly the friend whose card the first account came through.
  const expected = accounts
    .filter((account) => personOf(account) === account)
    .flatMap((root) => {
      const { through } = firstOf(root);
      return through ? [`${personOf(through).id} → ${root.id}`] : [];
    });
  const counted = referrals.filter(({ state }) => state === 'counted');
  const edges = counted.map(({ inviterId, inviteeId }) => `${person(inviterId)} → ${person(inviteeId)}`);
  expect([...edges].sort()).toEqual([...expected].sort());

  // No cycles: from anybody, inviter after inviter, one comes to somebody nobody brought.
  const inviterOf = new Map(counted.map((one) => [person(one.inviteeId), person(one.inviterId)]));
  for (const start of inviterOf.keys()) {
    const seen = new Set<string>();
    for (let at: string | undefined = start; at !== undefined; at = inviterOf.get(at)) {
      expect(seen.has(at)).toBe(false);
      seen.add(at);
    }
  }
}

/** The ledger holds what stands, and nothing else. */
function checkLedger(cloud: LocalCloud, person: (id: string) => string): void {
  const ledger = new Map<string, number>();
  for (const { memberId, source, points: open, pending, debt } of documentsOf(cloud, 'pointsEntries')) {
    if (source.kind !== 'invite') continue;
    ledger.set(person(memberId), (ledger.get(person(memberId)) ?? 0) + open + pending - debt);
  }
  const given = new Map<string, number>();
  for (const { state, givenTo, gift: promised } of documentsOf(cloud, 'inviteRewards')) {
    if (state !== 'delivered' || givenTo === null) continue;
    given.set(person(givenTo), (given.get(person(givenTo)) ?? 0) + (promised.points ?? 0));
  }
  const sums = (map: Map<string, number>) => [...map].filter(([, sum]) => sum !== 0).sort();
  expect(sums(ledger)).toEqual(sums(given));
}

/** Caps hold for every account by itself; a merge adds up what was given before it was known, and nothing more. */
function checkCaps(cloud: LocalCloud, accounts: readonly Account[], person: (id: string) => string): void {
  const referrals = documentsOf(cloud, 'referrals');
  const joinedAt = new Map(referrals.map((referral) => [referral.key, referral.joinedAt]));
  const merged = new Set(
    accounts.filter(({ mergedInto }) => mergedInto).flatMap(({ id }) => [id, person(id)]),
  );
  const byInviter = new Map<string, number[]>();
  for (const { event, side, state, memberId, referralId } of documentsOf(cloud, 'inviteRewards')) {
    if (event !== 'registered' || side !== 'inviter' || state !== 'delivered' || merged.has(memberId))
      continue;
    byInviter.set(memberId, [...(byInviter.get(memberId) ?? []), joinedAt.get(referralId ?? '') ?? 0]);
  }
  for (const joins of byInviter.values()) {
    expect(joins.length).toBeLessThanOrEqual(CAPS.total);
    const days = joins.map((at) => chinaDateOf(instant(at)));
    for (const day of days)
      expect(days.filter((other) => other === day).length).toBeLessThanOrEqual(CAPS.perDay);
  }
}

/** A milestone stands once a person, and only while so many first orders of own friends stand. */
function checkMilestones(cloud: LocalCloud, person: (id: string) => string): void {
  const standing = documentsOf(cloud, 'inviteRewards').filter(
    ({ event, state }) => event === 'milestone' && state === 'delivered',
  );
  const keys = standing.map(({ memberId, milestone }) => `${person(memberId)} ${milestone}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { memberId, milestone } of standing) {
    const friends = documentsOf(cloud, 'referrals').filter(
      ({ inviterId, state, capped, order }) =>
        person(inviterId) === person(memberId) && state === 'counted' && !capped && order !== null,
    );
    expect(friends.length).toBeGreaterThanOrEqual(milestone ?? Infinity);
  }
}
