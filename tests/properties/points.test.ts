import fc from 'fast-check';
import { isRewardId, isStoreId, type MemberId, type RedemptionId } from '@contracts/primitives/ids';
import type { CardNumber } from '@contracts/primitives/codes/card-number';
import { DAY_MS, HOUR_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../local/server';
import { checkoutOf, differencesIn, ledgerOf, shopperWithPoints, twice } from '../stage/points-stage';
import { allEnded } from '../stage/journey/all-ended';
import { assertAlways, PROPERTY_TIMEOUT_MS } from '../stage/property';
import { newTestRequest, NOON, phoneOf, startJourney, type Phone } from '../stage/stage';
import { PaperLedger } from './points-model';
import { sweepTrade } from '../stage/journey/sweep-trade';

jest.setTimeout(PROPERTY_TIMEOUT_MS);
/**
 * Any sequence of what can happen to points, each step told twice at the same moment, while the database refuses, loses
 * answers and lets rivals win: the account, its ledger and a ledger on paper agree after every step.
 */
interface Model {
  at: number;
  paper: PaperLedger;
  steps: number;
  faults: number;
  paid: string[];
  unpaid: string[];
  redemptions: string[];
}

interface Real {
  cloud: LocalCloud;
  checkout: ReturnType<typeof checkoutOf>;
  phone: Phone;
  operator: Phone;
  memberId: MemberId;
  cardNumber: CardNumber;
  redemptions: Map<string, RedemptionId>;
}

const PENDING_DAYS = 7;
/** `month_end`, 12 months later, China time. */
function yearLater(from: number): number {
  const china = new Date(from + 8 * HOUR_MS);
  return Date.UTC(china.getUTCFullYear() + 1, china.getUTCMonth() + 1, 1) - 8 * HOUR_MS;
}

const FAULTS = [
  { target: 'database', kind: 'conflict', probability: 0.04 },
  { target: 'database', kind: 'error-after', probability: 0.02 },
  { target: 'database', kind: 'error-before', probability: 0.02 },
  { target: 'database', kind: 'drop', probability: 0.01 },
  { target: 'database', kind: 'drop-after', probability: 0.01 },
];

abstract class Step implements fc.AsyncCommand<Model, Real> {
  check(_model: Readonly<Model>): boolean {
    return true;
  }
  abstract happen(model: Model, real: Real): Promise<void>;
  async run(model: Model, real: Real): Promise<void> {
    model.steps += 1;
    real.cloud.faults.apply({ rules: FAULTS, seed: model.steps });
    await this.happen(model, real);
    model.faults += real.cloud.faults.database.fired;
    real.cloud.faults.apply({ clear: true });
    const { balance, pending, debt } = await real.phone.points.readHome({});
    const { paper } = model;
    expect({ balance, pending, debt }).toEqual({
      balance: paper.balance,
      pending: paper.pending,
      debt: paper.debt,
    });
    expect(await differencesIn(real.cloud)).toEqual([]);
    expect(balance === 0 || debt === 0).toBe(true);
  }
  abstract toString(): string;
}

class Pay extends Step {
  constructor(
    readonly paidFen: number,
    readonly points: number,
  ) {
    super();
  }
  async happen(model: Model, { checkout, memberId }: Real) {
    const order = `P${model.steps}`;
    if (this.points > 0) {
      if (!model.paper.spend(order, this.points)) {
        await expect(twice(() => checkout.spend(memberId, order, this.points))).rejects.toMatchObject({
          code: 'points_not_enough',
        });
        return;
      }
      await twice(() => checkout.spend(memberId, order, this.points));
    }
    const spent = model.paper.orders.get(order)?.spent ?? [];
    model.paper.earn(order, this.paidFen, PENDING_DAYS, yearLater);
    Object.assign(model.paper.orders.get(order)!, { spent });
    await twice(() => checkout.earn(memberId, order, this.paidFen));
    model.paid.push(order);
  }
  toString = () => `pay ${this.paidFen} fen and ${this.points} points`;
}

class Spend extends Step {
  constructor(readonly points: number) {
    super();
  }
  async happen(model: Model, { checkout, memberId }: Real) {
    const order = `S${model.steps}`;
    const work = twice(() => checkout.spend(memberId, order, this.points));
    if (model.paper.spend(order, this.points)) {
      await work;
      model.unpaid.push(order);
    } else await expect(work).rejects.toMatchObject({ code: 'points_not_enough' });
  }
  toString = () => `spend ${this.points}`;
}

class Release extends Step {
  constructor(readonly pick: number) {
    super();
  }
  override check = ({ unpaid }: Readonly<Model>) => unpaid.length > 0;
  async happen(model: Model, { checkout }: Real) {
    const order = model.unpaid[this.pick % model.unpaid.length]!;
    model.paper.release(order);
    await twice(() => checkout.release(order));
  }
  toString = () => `release #${this.pick}`;
}

class Refund extends Step {
  constructor(
    readonly pick: number,
    readonly share: number,
    readonly isLast: boolean,
  ) {
    super();
  }
  override check = ({ paid }: Readonly<Model>) => paid.length > 0;
  async happen(model: Model, { checkout }: Real) {
    const order = model.paid[this.pick % model.paid.length]!;
    const known = model.paper.orders.get(order)!;
    const left = known.paidFen - known.refundedFen;
    if (left <= 0 || known.complete) return;
    const refundFen = Math.max(1, Math.floor((left * this.share) / 100));
    const refundId = `R${model.steps}`;
    model.paper.refund(order, refundId, refundFen, this.isLast);
    await twice(() => checkout.refund(order, refundId, refundFen, known.paidFen, this.isLast));
  }
  toString = () => `refund #${this.pick} ${this.share}%${this.isLast ? ' last' : ''}`;
}

class Give extends Step {
  constructor(readonly points: number) {
    super();
  }
  async happen(model: Model, { cloud, operator, cardNumber, memberId }: Real) {
    const requestId = newTestRequest();
    model.paper.give(`${memberId}-${requestId}`, this.points, yearLater(model.at));
    await twice(async () => {
      // A try that a fault breaks off stays counted as one with a wrong number, for ten minutes; this clock stands still.
      await cloud.database
        .environment(cloud.env)
        .update('staff', { filter: {}, modifier: { $set: { wrongTries: null } }, multi: true });
      return operator.points.adjust({ cardNumber, points: this.points, reason: '补发' }, { requestId });
    });
  }
  toString = () => `give ${this.points}`;
}

class Exchange extends Step {
  async happen(model: Model, { phone, redemptions }: Real) {
    const [rewardId, storeId] = ['rwd_knife', 'sto_xingfu'];
    if (!isRewardId(rewardId) || !isStoreId(storeId)) throw new Error('ids');
    const requestId = newTestRequest();
    const wish = { rewardId, storeId, skuId: 'std', quantity: 1 };
    const work = twice(() => phone.points.exchange(wish, { requestId }));
    const name = `X${model.steps}`;
    if (!model.paper.spend(name, 200))
      return expect(work).rejects.toMatchObject({ code: 'points_not_enough' });
    redemptions.set(name, (await work).redemption.id);
    model.redemptions.push(name);
  }
  toString = () => 'exchange';
}

class Cancel extends Step {
  constructor(readonly pick: number) {
    super();
  }
  override check = ({ redemptions }: Readonly<Model>) => redemptions.length > 0;
  async happen(model: Model, { phone, redemptions }: Real) {
    const name = model.redemptions[this.pick % model.redemptions.length]!;
    const redemptionId = redemptions.get(name)!;
    model.paper.release(name, `cancel-${redemptionId}`);
    await twice(() => phone.points.cancelRedemption({ redemptionId }));
  }
  toString = () => `cancel #${this.pick}`;
}

class Wait extends Step {
  constructor(
    readonly ms: number,
    readonly sweeps: boolean,
  ) {
    super();
  }
  async happen(model: Model, { cloud }: Real) {
    model.at += this.ms;
    model.paper.moveTo(model.at);
    cloud.moveClock(model.at);
    if (this.sweeps) await allEnded([cloud.trigger('sweep'), cloud.trigger('sweep')]);
  }
  toString = () => `wait ${this.ms / DAY_MS} days${this.sweeps ? ', sweep' : ''}`;
}

const pick = fc.integer({ min: 0, max: 20 });
const amount = fc.integer({ min: 1, max: 250 });
const commands = [
  fc
    .tuple(fc.integer({ min: 50, max: 60_000 }), fc.option(amount, { nil: 0 }))
    .map(([fen, points]) => new Pay(fen, points)),
  amount.map((points) => new Spend(points)),
  pick.map((n) => new Release(n)),
  fc
    .tuple(pick, fc.integer({ min: 1, max: 100 }), fc.boolean())
    .map(([n, share, last]) => new Refund(n, share, last)),
  fc
    .tuple(pick, fc.integer({ min: 1, max: 100 }), fc.boolean())
    .map(([n, share, last]) => new Refund(n, share, last)),
  fc.integer({ min: 100, max: 900 }).map((points) => new Give(points)),
  fc.constant(new Exchange()),
  pick.map((n) => new Cancel(n)),
  fc
    .tuple(fc.constantFrom(HOUR_MS, 3 * DAY_MS, 7 * DAY_MS, 40 * DAY_MS, 380 * DAY_MS), fc.boolean())
    .map(([ms, sweeps]) => new Wait(ms, sweeps)),
];

describe('points, whatever happens in whatever order', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  afterAll(() => cloud.close());

  it('the account, its ledger and the ledger on paper agree after every step', async () => {
    let steps = 0;
    let faults = 0;
    let entries = 0;
    await assertAlways(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 24, size: 'max' }), async (sequence) => {
        await cloud.reset();
        const { phone, memberId, cardNumber } = await shopperWithPoints(cloud, 'shopper-lin', 0);
        await sweepTrade(cloud);
        const paper = new PaperLedger(NOON);
        paper.give(`join-${memberId}`, 20, yearLater(NOON));
        const model: Model = { at: NOON, paper, steps: 0, faults: 0, paid: [], unpaid: [], redemptions: [] };
        const operator = phoneOf(cloud, 'operator-he');
        const real = {
          cloud,
          checkout: checkoutOf(cloud),
          phone,
          operator,
          memberId,
          cardNumber,
          redemptions: new Map(),
        };
        await fc.asyncModelRun(() => ({ model, real }), sequence);
        steps += model.steps;
        faults += model.faults;
        entries += ledgerOf(cloud, memberId).length;
      }),
      { keptSeeds: [20261121, 193377317], kept: 4, keptLong: 16, fresh: 4 },
    );
    expect(Math.min(steps, entries, faults)).toBeGreaterThan(20);
  });
});
