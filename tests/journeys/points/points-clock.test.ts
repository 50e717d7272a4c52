import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import {
  checkoutOf,
  differencesIn,
  ledgerOf,
  shopperWithPoints,
  storedAccount,
} from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

const EXPIRY = Date.parse('2027-12-01T00:00:00+08:00');

describe('what the clock does to points', () => {
  const cloud = sharedCloud();
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
  });

  const sweepAt = async (at: number) => {
    cloud.moveClock(at);
    await sweepTrade(cloud);
  };

  it.each([
    [-MINUTE_MS, 500],
    [-1, 500],
    [0, 0],
    [MINUTE_MS, 0],
  ])('%i ms from its expiry, without any sweep, the member sees %i points', async (ms, balance) => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 500);
    cloud.moveClock(EXPIRY + ms);
    const home = await lin.phone.points.readHome({});
    expect(home.balance).toBe(balance);
    expect(home.nextExpiry).toEqual(balance === 0 ? null : { at: EXPIRY, points: 500 });
    await expect(
      lin.phone.points.readReward({
        rewardId: (await lin.phone.points.listRewards({ cursor: null })).rewards[0]!.id,
      }),
    ).resolves.toMatchObject({ balance });
  });

  it('pending points open at their instant, without any sweep', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 0);
    await checkoutOf(cloud).earn(lin.memberId, 'A', 8800);
    cloud.moveClock(NOON + 7 * DAY_MS - 1);
    expect(await lin.phone.points.readHome({})).toMatchObject({
      balance: 0,
      pending: 88,
      nextPending: { points: 88, at: NOON + 7 * DAY_MS },
    });
    cloud.moveClock(NOON + 7 * DAY_MS);
    expect(await lin.phone.points.readHome({})).toMatchObject({ balance: 88, pending: 0, nextPending: null });
  });

  it('the sweep writes each activation and expiry once, also when three run at once', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 0);
    const checkout = checkoutOf(cloud);
    await checkout.earn(lin.memberId, 'A', 8800);
    await checkout.earn(lin.memberId, 'B', 1200);
    cloud.moveClock(NOON + 800 * DAY_MS);
    await Promise.all([1, 2, 3].map(() => cloud.trigger('sweep')));
    await sweepTrade(cloud);
    const ids = ledgerOf(cloud, lin.memberId).map(({ _id }) => _id);
    expect([...ids].sort()).toEqual(
      [
        `earn:join-${lin.memberId}`,
        'earn:order-A',
        'earn:order-B',
        'activate:order-A',
        'activate:order-B',
        'expire:order-A',
        'expire:order-B',
      ].sort(),
    );
    expect(storedAccount(cloud, lin.memberId)).toMatchObject({ balance: 20, pending: 0 });
  });

  it('an expired lot is not swept again, an account with nothing to come is not looked at', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 500);
    await sweepAt(EXPIRY + DAY_MS);
    await sweepAt(EXPIRY + 400 * DAY_MS);
    const { nextDueAt } = storedAccount(cloud, lin.memberId) ?? {};
    expect(nextDueAt).toBeNull();
  });

  it('joining earns what the rule says, given once by the sweep', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 0);
    await Promise.all([1, 2].map(() => cloud.trigger('sweep')));
    await sweepAt(NOON + MINUTE_MS);
    expect(await lin.phone.points.readHome({})).toMatchObject({
      balance: 20,
      lots: [{ points: 20, reason: '入会礼' }],
    });
    expect(ledgerOf(cloud, lin.memberId)).toHaveLength(1);
  });

  it('reminders come 30, 7 and 1 days before, one message each, and say what is left', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 500);
    await sweepAt(NOON);
    const expiring = async () =>
      (await lin.phone.message.listInbox({ cursor: null })).messages.filter(
        ({ kind }) => kind === 'points_expiry',
      );
    // In the daytime: at night reminders wait for the morning.
    const tenDaysBefore = (days: number) => EXPIRY - days * DAY_MS;
    await sweepAt(tenDaysBefore(31) + 11 * 3_600_000);
    expect(await expiring()).toHaveLength(0);
    for (const days of [30, 7, 1]) await sweepAt(tenDaysBefore(days) + 11 * 3_600_000);
    const messages = await expiring();
    expect(messages).toHaveLength(3);
    expect(messages[0]).toMatchObject({
      title: '积分快到期了',
      lines: ['520 积分 11月30日 24:00 到期'],
      page: 'shopper/pages/points/index',
    });
  });

  it('what was spent meanwhile, or is too little, is not reminded of', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 40);
    await sweepTrade(cloud);
    await phoneOf(cloud, 'operator-he').points.adjust({
      cardNumber: lin.cardNumber,
      points: -30,
      reason: '测试扣减',
    });
    for (const days of [30, 7, 1]) await sweepAt(EXPIRY - days * DAY_MS + 11 * 3_600_000);
    const kinds = documentsOf(cloud, 'messages').map(({ kind }) => kind);
    expect(kinds).not.toContain('points_expiry');
  });
});
