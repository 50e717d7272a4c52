import fc from 'fast-check';
import { fen } from '@contracts/primitives/fen';
import {
  isInviteCode,
  isOrderId,
  type InviteCode,
  type MemberId,
  type OrderId,
} from '@contracts/primitives/ids';
import { points } from '@contracts/primitives/points';
import { chinaDateOf, DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { mergeMembers } from '../../cloudfunctions/identity/merge/merge-members';
import { newMemberId } from '../../cloudfunctions/kit/ids/new-id';
import { Conflict, StoreUnavailable } from '../../cloudfunctions/kit/store/store-error';
import { newInviter } from '../../cloudfunctions/referral/join/load-inviter';
import { recordFirstOrder, reverseFirstOrder } from '../../cloudfunctions/referral/reward/record-first-order';
import { payOutInvites } from '../../cloudfunctions/referral/reward/pay-out-invites';
import type { LocalCloud } from '../../local/server';
import { changeRule, joinedMember } from '../stage/invite-stage';
import { checkoutOf } from '../stage/points-stage';
import { assertAlways, PROPERTY_TIMEOUT_MS } from '../stage/property';
import { documentsOf, startJourney } from '../stage/stage';

jest.setTimeout(PROPERTY_TIMEOUT_MS);
/**
 * Random invite graphs, lived with the real use cases on the real gateway while the database refuses, loses answers and lets
 * rivals win: who joined through whom, orders, refunds, members who turn out to be one. What must hold is recomputed from
 * the story alone.
 */
type Step =
  | { kind: 'join'; through: number }
  | { kind: 'order'; who: number; fen: number }
  | { kind: 'refund'; which: number; whole: boolean }
  | { kind: 'merge'; one: number; other: number }
  | { kind: 'wait'; days: number };

const index = fc.nat({ max: 40 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('join' as const), through: index }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      who: index,
      fen: fc.constantFrom(900, 2000, 5000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('refund' as const), which: index, whole: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('merge' as const), one: index, other: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.constantFrom(1, 8) }) },
);

const CAPS = { perDay: 2, total: 4 };
const HOLD_DAYS = 7;
const gift = (amount: number) => ({ kind: 'points' as const, points: points(amount) });

interface Account {
  id: MemberId;
  code: InviteCode;
  joinedAt: number;
  /** Whose code; null: nobody's. */
  through: Account | null;
  mergedInto: Account | null;
}
interface Order {
  id: OrderId;
  payer: Account;
  paidFen: number;
  leftFen: number;
  paidAt: number;
}

const personOf = (account: Account): Account => (account.mergedInto ? personOf(account.mergedInto) : account);

class Life {
  readonly accounts: Account[] = [];
  readonly orders: Order[] = [];
  private readonly real;
  private steps = 0;
  fired = 0;

  constructor(private readonly cloud: LocalCloud) {
    this.real = checkoutOf(cloud);
  }

  private now = () => instant(this.cloud.clock.now());

  /** A caller whose database was away comes again, as the sweep and the platform do. */
  private async persist(work: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await work();
        return;
      } catch (error) {
        const away = error instanceof StoreUnavailable || error instanceof Conflict;
        if (!away || attempt === 30) throw error;
      }
    }
  }

  async live(one: Step): Promise<void> {
    this.steps += 1;
    this.cloud.moveClock(this.cloud.clock.now() + 7 * MINUTE_MS);
    const rules = [
      { target: 'database', kind: 'conflict', probability: 0.03 },
      { target: 'database', kind: 'error-after', probability: 0.02 },
    ];
    this.cloud.faults.apply({ rules, seed: this.steps });
    await this.happen(one);
    this.fired += this.cloud.faults.database.fired;
    this.cloud.faults.apply({ clear: true });
    if (this.steps % 3 === 0) await this.sweep();
  }

  private async happen(one: Step): Promise<void> {
    const pick = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % items.length];
    if (one.kind === 'join') return this.join(pick([null, ...this.accounts], one.through) ?? null);
    if (one.kind === 'wait') {
      this.cloud.moveClock(this.cloud.clock.now() + one.days * DAY_MS);
      return this.sweep();
    }
    if (one.kind === 'order') {
      const who = pick(this.accounts, one.who);
      return who && this.order(who, one.fen);
    }
    if (one.kind === 'refund') {
      const order = pick(this.orders, one.which);
      return order && this.refund(order, one.whole);
    }
    const [left, right] = [pick(this.accounts, one.one), pick(this.accounts, one.other)];
    return left && right && this.merge(personOf(left), personOf(right));
  }

  private async join(through: Account | null): Promise<void> {
    const { store } = this.real;
    const code = `Code${String(this.accounts.length).padStart(8, '0')}`;
    if (!isInviteCode(code)) throw new Error(code);
    const id = newMemberId(this.now());
    const now = this.now();
    const member = joinedMember(id, this.accounts.length, through?.code ?? null, now);
    await store.members.insert(member).catch(() => undefined);
    await this.persist(async () => {
      if (!(await store.members.get(id))) await store.members.insert(member);
      if (await store.inviters.get(id)) return;
      await store.transact(async (transaction) => {
        if (await transaction.inviters.get(id)) return;
        await transaction.inviteCodes.insert({ _id: code, memberId: id, createdAt: now, revokedAt: null });
        await transaction.inviters.insert(newInviter(id, code));
      });
    });
    this.accounts.push({ id, code, joinedAt: now, through, mergedInto: null });
  }

  private async order(payer: Account, amount: number): Promise<void> {
    const id = `ord_${String(this.orders.length).padStart(26, '0')}`;
    if (!isOrderId(id)) throw new Error(id);
    const paidAt = this.now();
    await this.persist(() =>
      this.real.store.transact((transaction) =>
        recordFirstOrder(transaction, {
          memberId: payer.id,
          orderId: id,
          paidFen: fen(amount),
          paidAt,
          now: paidAt,
        }),
      ),
    );
    this.orders.push({ id, payer, paidFen: amount, leftFen: amount, paidAt });
  }

  private async refund(order: Order, whole: boolean): Promise<void> {
    if (order.leftFen === 0) return;
    order.leftFen = whole ? 0 : Math.floor(order.leftFen / 2);
    const { payer, id, leftFen } = order;
    await this.persist(() =>
      this.real.store.transact(async (transaction) => {
        const member = await transaction.members.get(payer.id);
        const refund = { memberId: payer.id, member, orderId: id, leftFen, now: this.now() };
        return reverseFirstOrder(transaction, refund);
      }),
    );
  }

  private async merge(one: Account, other: Account): Promise<void> {
    if (one === other) return;
    const [kept, absorbed] = one.id < other.id ? [one, other] : [other, one];
    const order = {
      keptId: kept.id,
      absorbedId: absorbed.id,
      reason: 'unionid' as const,
      decidedBy: 'system',
    };
    await this.persist(() =>
      mergeMembers({ store: this.real.store, now: this.now(), outOfTime: () => false }, order),
    );
    absorbed.mergedInto = kept;
  }

  async sweep(): Promise<void> {
    const call = { store: this.real.store, now: this.now(), outOfTime: () => false };
    await Promise.all([payOutInvites(call), payOutInvites(call)]);
    await payOutInvites(call);
  }

  /** The end of the story: every window has passed. */
  async end(): Promise<void> {
    this.cloud.moveClock(this.cloud.clock.now() + (HOLD_DAYS + 1) * DAY_MS);
    await this.sweep();
  }
}

/** Everything that must hold, from what happened and what is stored. */
function check(cloud: LocalCloud, { accounts, orders }: Life): void {
  const people = new Map(accounts.map((account) => [account.id as string, personOf(account)]));
  const person = (id: string): string => people.get(id)?.id ?? id;
  const firstOf = (root: Account): Account =>
    accounts
      .filter((account) => personOf(account) === root)
      .reduce((first, account) => (account.joinedAt < first.joinedAt ? account : first));
  const rewards = documentsOf(cloud, 'inviteRewards');
  const referrals = documentsOf(cloud, 'referrals');
  const stands = ({ state }: { state: string }) => state === 'delivered' || state === 'pending';

  // Nothing is left to do, and every newcomer's attribution is in the journal.
  expect(rewards.filter(({ dueAt }) => dueAt !== null)).toEqual([]);
  expect(documentsOf(cloud, 'members').filter(({ inviteState }) => inviteState === 'due')).toEqual([]);

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

  // The ledger holds what stands, and nothing else.
  const ledger = new Map<string, number>();
  for (const { memberId, source, points: open, pending, debt } of documentsOf(cloud, 'pointsEntries')) {
    if (source.kind !== 'invite') continue;
    ledger.set(person(memberId), (ledger.get(person(memberId)) ?? 0) + open + pending - debt);
  }
  const given = new Map<string, number>();
  for (const { state, givenTo, gift: promised } of rewards) {
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

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startJourney();
});
afterAll(() => cloud.close());

it('any story of invites, orders, refunds and merges: one level, once a person, no cycles, caps, complete reversal', async () => {
  let fired = 0;
  let rewarded = 0;
  await assertAlways(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 36 }), async (story) => {
      await cloud.reset();
      await changeRule(cloud, {
        ...CAPS,
        burst: null,
        milestones: [
          { friends: 1, gift: gift(7) },
          { friends: 2, gift: gift(11) },
        ],
        milestonesCount: 'first_order',
        firstOrder: {
          inviter: gift(100),
          invitee: gift(50),
          minFen: fen(2000),
          withinDays: 300,
          holdDays: HOLD_DAYS,
        },
      });
      const life = new Life(cloud);
      for (const one of story) await life.live(one);
      await life.end();
      check(cloud, life);
      fired += life.fired;
      rewarded += documentsOf(cloud, 'inviteRewards').length;
    }),
    { keptSeeds: [20261121], kept: 24, fresh: 6 },
  );
  // The stories were worth telling.
  expect(fired).toBeGreaterThan(20);
  expect(rewarded).toBeGreaterThan(60);
});
