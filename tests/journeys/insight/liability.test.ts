import { DAY_MS } from '@contracts/primitives/time';
import { liveALittle, newcomer, untilTold } from '../../stage/audience/told-life';
import { joinTwice, undoLatest } from '../../stage/identity-stage';
import { order, pass, refundAll } from '../../stage/invite-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf } from '../../stage/stage';

/** What the shop owes in points is what stands on the accounts, whatever happened to them. */
describe('points owed', () => {
  const cloud = cloudOfEach();
  const operator = () => phoneOf(cloud, 'operator-he');
  const onAccounts = () =>
    documentsOf(cloud, 'pointsAccounts').reduce(
      (sum, { balance, pending, debt }) => sum + balance + pending - debt,
      0,
    );
  const expectTrue = async () => {
    await untilTold(cloud);
    const liability = await operator().insight.readLiability({});
    expect(liability.points).toBe(onAccounts());
    return liability;
  };

  it('through orders, refunds, a merge and its undo, expiry and a closed account', async () => {
    expect(await expectTrue()).toMatchObject({ points: 0, worthFen: 0, breakageRate: null });
    const ann = await newcomer(cloud, 'oAnn');
    await liveALittle(cloud, ann);
    const bob = await newcomer(cloud, 'oBob');
    await order(cloud, bob.phone, 50_000);
    const back = await order(cloud, bob.phone, 30_000);
    await pass(cloud, 8 * DAY_MS);
    await refundAll(cloud, back);
    await cloud.wechat.pay.deliverDue();
    const before = await expectTrue();
    expect(before.points).toBeGreaterThan(0);
    expect(before.worthFen).toBeGreaterThan(0);

    const { both } = await joinTwice(cloud);
    await order(cloud, both, 20_000);
    await both.identityMap.linkMine({});
    expect(documentsOf(cloud, 'merges')).toHaveLength(1);
    await expectTrue();
    await undoLatest(cloud);
    await expectTrue();

    await bob.phone.identityMap.requestClosure({});
    await pass(cloud, 8 * DAY_MS);
    const closed = await expectTrue();
    expect(closed.points).toBeLessThan(before.points);
    expect(closed.breakageRate).toBeGreaterThan(0);

    await pass(cloud, 800 * DAY_MS);
    for (let minute = 0; minute < 6; minute += 1) await pass(cloud);
    const expired = await expectTrue();
    expect(expired).toMatchObject({ points: 0, expectedBreakage: 0 });
    expect(expired.breakageRate).toBeGreaterThan(closed.breakageRate ?? 0);
  });

  it('no clerk reads them', async () => {
    await expect(phoneOf(cloud, 'clerk-zhou').insight.readLiability({})).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});
