import type { PointsRuleDraft } from '@contracts/points/points-rule';
import { points } from '@contracts/primitives/points';
import { DAY_MS, endOfChinaDay, instant } from '@contracts/primitives/time';
import { publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../../stage/identity-stage';
import { order } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { billOf, prepareInWechat } from '../../../stage/payment-stage';
import { documentsOf, newTestRequest, phoneOf } from '../../../stage/stage';

jest.setTimeout(60_000);

/** What the charter says of points changes like what it says of tiers: after everybody was told. */
describe('a points rule that changes the charter', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he').points;
  beforeEach(() => publishGrowth(cloud));

  const publish = async (change: Partial<PointsRuleDraft['earn']>, requestId = newTestRequest()) => {
    const { rule, next } = await he().readRule({});
    const { version, publishedAt: _at, holdsFrom: _from, ...draft } = (next ?? rule)!;
    const input = { draft: { ...draft, earn: { ...draft.earn, ...change } }, basedOn: version };
    return { input, rule: (await he().publishRule(input, { requestId })).rule };
  };
  const newcomer = async (name: string) => {
    const phone = personOf(cloud, name);
    await join(phone);
    await memberIdOf(phone);
    return phone;
  };
  const earnedBy = (orderId: string) => {
    const entry = documentsOf(cloud, 'pointsEntries').find(({ source }) => source.id === orderId);
    return entry && [entry.pending + entry.points, entry.ruleVersion];
  };
  const paid = async (phone: Awaited<ReturnType<typeof newcomer>>) => {
    const orderId = await order(cloud, phone, 10_000);
    const payable = documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!.agreed!.payableFen;
    const [earned, version] = earnedBy(orderId)!;
    return [Number(earned) / Math.floor(payable / 100), version];
  };
  const changes = () =>
    documentsOf(cloud, 'charterChanges').map(({ _id, withdrawnAt, told }) => [
      _id,
      withdrawnAt !== null,
      told,
    ]);
  const readCharter = async () => (await personOf(cloud, 'oGuest').growth.readCharter({})).charter!;

  it('holds seven whole days after everybody was told, to the millisecond; what it does not say holds at once', async () => {
    const phone = await newcomer('oOne');
    await untilGrown(cloud);
    const from = endOfChinaDay(instant(cloud.clock.now() + 7 * DAY_MS));
    expect((await publish({ pointsPerYuan: 2 })).rule).toMatchObject({ version: 2, holdsFrom: from });
    expect(await readCharter()).toMatchObject({
      version: '1.1',
      next: {
        version: '1.2',
        from,
        added: [expect.stringContaining('得 2 积分')],
        removed: [expect.stringContaining('得 1 积分')],
      },
    });
    await untilGrown(cloud);
    expect(changes()).toEqual([['p2', false, 1]]);
    expect(documentsOf(cloud, 'reminders').filter(({ kind }) => kind === 'charter_changed')).toHaveLength(1);
    await phone.growth.agreeCharter({ version: '1.2' });

    cloud.moveClock(from - 1);
    expect(await paid(phone)).toEqual([1, 1]);
    cloud.moveClock(from);
    expect(await readCharter()).toMatchObject({ version: '1.2', since: from, next: null });
    expect(await paid(phone)).toEqual([2, 2]);
    // A cap is not in the charter.
    expect((await publish({ perOrderCap: points(10) })).rule).toMatchObject({ version: 3, holdsFrom: null });
    const stored = documentsOf(cloud, 'pointsRules').map(({ _id, version }) => [_id, version]);
    expect(stored.sort()).toEqual([
      ['current', 3],
      ['v1', 1],
      ['v2', 2],
      ['v3', 3],
    ]);
    await untilGrown(cloud);
    expect(changes()).toEqual([['p2', false, 1]]);
  });

  it('another in its place withdraws it; what was sold before finds its own rule beyond those withdrawn', async () => {
    const phone = await newcomer('oOne');
    await untilGrown(cloud);
    await publish({ pointsPerYuan: 2 });
    await untilGrown(cloud);
    await publish({ pointsPerYuan: 3 });
    await untilGrown(cloud);
    expect(changes()).toEqual([
      ['p2', true, 1],
      // Whoever was told of it is told that it does not come.
      ['off-p2', false, 1],
      ['p3', false, 1],
    ]);
    const sold = await billOf(cloud, 10_000);
    const sheet = await prepareInWechat(phone, sold);
    cloud.moveClock(cloud.clock.now() + 1000);
    // As it was, but for a cap: nothing is announced any more.
    expect((await publish({ pointsPerYuan: 1, perOrderCap: points(5) })).rule).toMatchObject({
      version: 4,
      holdsFrom: null,
    });
    await untilGrown(cloud);
    expect(changes()).toEqual([
      ['p2', true, 1],
      ['off-p2', false, 1],
      ['p3', true, 1],
      ['off-p3', false, 1],
    ]);
    expect(await readCharter()).toMatchObject({ version: '1.4', next: null });
    expect(await phone.paySheet(sheet)).toBe('requestPayment:ok');
    await phone.payment.confirm({ orderId: sold });
    expect(earnedBy(sold)?.[1]).toBe(1);
  });

  it('published with tiers that change the same night it is one change of the charter', async () => {
    await publish({ pointsPerYuan: 2 });
    await publishGrowth(cloud, { graceDays: 30 });
    const { next } = await readCharter();
    expect(next?.version).toBe('2.2');
    expect(next?.added).toHaveLength(2);
  });

  it('whose answer was lost gets it again, before and after it holds; who comes second is refused', async () => {
    const requestId = newTestRequest();
    const first = await publish({ pointsPerYuan: 2 }, requestId);
    const again = () => he().publishRule(first.input, { requestId });
    expect((await again()).rule).toEqual(first.rule);
    await expect(he().publishRule(first.input)).rejects.toMatchObject({ code: 'rule_changed_meanwhile' });
    cloud.moveClock(first.rule.holdsFrom!);
    expect((await again()).rule).toEqual(first.rule);
    expect((await publish({ perOrderCap: points(7) })).rule.version).toBe(3);
    const rivals = await Promise.allSettled([
      publish({ perOrderCap: points(8) }),
      publish({ perOrderCap: points(9) }),
    ]);
    expect(rivals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
