import fc from 'fast-check';
import { fen } from '@contracts/primitives/fen';
import { isInviteCode, isOrderId } from '@contracts/primitives/ids';
import { points } from '@contracts/primitives/points';
import { DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
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
import { CAPS, checkInvites, personOf, type Account, type Order } from './invite-checks';
import { allEnded } from '../stage/journey/all-ended';

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

const HOLD_DAYS = 7;
const gift = (amount: number) => ({ kind: 'points' as const, points: points(amount) });

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
        const refund = { memberId: payer.id, member, orderId: id, leftFen, isHeld: false, now: this.now() };
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
    const round = (): Promise<void> => this.persist(() => payOutInvites(call));
    await allEnded([round(), round()]);
    await round();
  }

  /** The end of the story: every window has passed. */
  async end(): Promise<void> {
    this.cloud.moveClock(this.cloud.clock.now() + (HOLD_DAYS + 1) * DAY_MS);
    await this.sweep();
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
      checkInvites(cloud, life);
      fired += life.fired;
      rewarded += documentsOf(cloud, 'inviteRewards').length;
    }),
    { keptSeeds: [20261121], kept: 6, keptLong: 24, fresh: 6 },
  );
  // The stories were worth telling.
  expect(fired).toBeGreaterThan(20);
  expect(rewarded).toBeGreaterThan(60);
});
