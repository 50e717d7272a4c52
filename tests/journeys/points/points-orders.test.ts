import type { MemberId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { describeCall } from '../../../local/cloudbase/gateway';
import type { LocalCloud } from '../../../local/server';
import { checkoutOf, ledgerOf, storedAccount } from '../../stage/points-stage';
import { NOON, phoneOf, startJourney } from '../../stage/stage';
import { drawnEntries } from '../../stage/property';

describe('points of orders, inside the checkout’s own transactions', () => {
  let cloud: LocalCloud;
  let lin: MemberId;
  let checkout: ReturnType<typeof checkoutOf>;
  beforeAll(async () => {
    cloud = await startJourney();
    checkout = checkoutOf(cloud);
  });
  beforeEach(async () => {
    await cloud.reset();
    const { member } = await phoneOf(cloud, 'shopper-lin').member.join({ leaderCode: null, phoneCode: null });
    lin = member.memberId;
  });
  afterAll(() => cloud.close());

  const figures = () => {
    const { balance, pending, debt } = storedAccount(cloud, lin) ?? {};
    return { balance, pending, debt };
  };
  const kinds = () => ledgerOf(cloud, lin).map(({ kind }) => kind);

  it('¥88 earns 88 points, usable after seven days, with the rule’s version', async () => {
    const earned = await checkout.earn(lin, 'A', 8800);
    expect(earned).toEqual({ outcome: 'earned', points: 88, activatesAt: NOON + 7 * DAY_MS, by: null });
    expect(ledgerOf(cloud, lin)).toMatchObject([
      {
        _id: 'earn:order-A',
        number: 1,
        kind: 'earn',
        pending: 88,
        points: 0,
        ruleVersion: 1,
        reason: '消费 ¥88',
      },
    ]);
  });

  it('a payment told of twice, at once and again, earns once', async () => {
    await Promise.all([1, 2, 3].map(() => checkout.earn(lin, 'A', 8800)));
    expect(await checkout.earn(lin, 'A', 8800)).toMatchObject({ outcome: 'already_earned', points: 88 });
    expect(figures()).toEqual({ balance: 0, pending: 88, debt: 0 });
  });

  it('first payments at the same moment open one account', async () => {
    await Promise.all(['A', 'B', 'C', 'D'].map((order) => checkout.earn(lin, order, 1000)));
    expect(figures()).toEqual({ balance: 0, pending: 40, debt: 0 });
    expect(ledgerOf(cloud, lin).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  it('a checkout spends once, gives back once when it is not paid, and then takes none again', async () => {
    await checkout.earn(lin, 'A', 50000);
    cloud.moveClock(NOON + 7 * DAY_MS);
    await Promise.all([1, 2, 3].map(() => checkout.spend(lin, 'B', 300)));
    expect(figures()).toEqual({ balance: 200, pending: 0, debt: 0 });
    await Promise.all([1, 2, 3].map(() => checkout.release('B')));
    expect(figures()).toEqual({ balance: 500, pending: 0, debt: 0 });
    await expect(checkout.spend(lin, 'B', 300)).rejects.toMatchObject({ code: 'points_released' });
    expect(kinds()).toEqual(['earn', 'activate', 'spend', 'refund_back']);
  });

  it('nobody spends what they do not have, not even at the same moment', async () => {
    await checkout.earn(lin, 'A', 10000);
    await expect(checkout.spend(lin, 'B', 1)).rejects.toMatchObject({ code: 'points_not_enough' });
    cloud.moveClock(NOON + 7 * DAY_MS);
    const tries = await Promise.allSettled(['C', 'D', 'E'].map((order) => checkout.spend(lin, order, 60)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(figures().balance).toBe(40);
  });

  it('a refund takes back and gives back its share, the last one the rest, each once', async () => {
    await checkout.earn(lin, 'A', 30000);
    cloud.moveClock(NOON + 7 * DAY_MS);
    await checkout.spend(lin, 'B', 101);
    await checkout.earn(lin, 'B', 10000);
    expect(await checkout.refund('B', 'R1', 3333, 10000)).toMatchObject({
      takenBack: 33,
      givenBack: 33,
      newDebt: 0,
    });
    expect(await checkout.refund('B', 'R1', 3333, 10000)).toMatchObject({
      outcome: 'already_refunded',
      takenBack: 33,
    });
    expect(await checkout.refund('B', 'R2', 3333, 10000)).toMatchObject({ takenBack: 33, givenBack: 34 });
    expect(await checkout.refund('B', 'R3', 3334, 10000, true)).toMatchObject({
      takenBack: 34,
      givenBack: 34,
    });
    expect(figures()).toEqual({ balance: 300, pending: 0, debt: 0 });
  });

  it('two refunds of one order at the same moment take what both are due', async () => {
    await checkout.earn(lin, 'A', 10000);
    const refunds = ['R1', 'R2', 'R3', 'R4'].map((refund) => checkout.refund('A', refund, 2500, 10000));
    await Promise.all(refunds);
    expect(figures()).toEqual({ balance: 0, pending: 0, debt: 0 });
  });

  it('what cannot be taken back is a debt the next earnings repay', async () => {
    await checkout.earn(lin, 'A', 10000);
    cloud.moveClock(NOON + 7 * DAY_MS);
    await checkout.spend(lin, 'B', 100);
    expect(await checkout.refund('A', 'R', 10000, 10000, true)).toMatchObject({
      takenBack: 100,
      newDebt: 100,
    });
    expect(figures()).toEqual({ balance: 0, pending: 0, debt: 100 });
    await checkout.earn(lin, 'C', 15000);
    cloud.moveClock(NOON + 14 * DAY_MS);
    await checkout.spend(lin, 'D', 50);
    expect(figures()).toEqual({ balance: 0, pending: 0, debt: 0 });
    expect(kinds().slice(-4)).toEqual(['earn', 'activate', 'repay', 'spend']);
  });

  it('an order that touched no points has nothing to refund', async () => {
    expect(await checkout.refund('Z', 'R', 100, 100, true)).toMatchObject({ outcome: 'nothing' });
    expect(await checkout.release('Z')).toMatchObject({ outcome: 'nothing' });
  });

  it.each(['error-after', 'conflict'] as const)(
    'whichever database call of a refund suffers %s, its repeat leaves one refund',
    async (kind) => {
      const prepare = async () => {
        await cloud.reset();
        const { member } = await phoneOf(cloud, 'shopper-lin').member.join({
          leaderCode: null,
          phoneCode: null,
        });
        lin = member.memberId;
        await checkout.earn(lin, 'A', 30000);
        cloud.moveClock(NOON + 7 * DAY_MS);
        await checkout.spend(lin, 'B', 100);
        await checkout.earn(lin, 'B', 10000);
      };
      await prepare();
      cloud.faults.database.startTrace();
      await checkout.refund('B', 'R', 5000, 10000);
      const calls = cloud.faults.database.trace.map(describeCall);
      for (const [position, call] of drawnEntries(calls, kind === 'conflict' ? 2 : 0)) {
        await prepare();
        cloud.faults.apply({ target: 'database', nth: position + 1, kind });
        await checkout.refund('B', 'R', 5000, 10000).catch(() => undefined);
        const repeat = await checkout.refund('B', 'R', 5000, 10000);
        expect({ call, ...repeat }).toMatchObject({ call, takenBack: 50, givenBack: 50, newDebt: 0 });
        expect({ call, ...figures() }).toEqual({ call, balance: 250, pending: 50, debt: 0 });
      }
    },
  );
});
