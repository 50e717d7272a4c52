import { areas } from '@contracts/areas';
import type { CardNumber } from '@contracts/primitives/codes/card-number';
import { fen } from '@contracts/primitives/fen';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { pickupCode } from '@contracts/primitives/codes/pickup-code';
import { storeId } from '@contracts/values';
import { newStaff } from '../../stage/counter-stage';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, newTestRequest, NOON, phoneOf } from '../../stage/stage';
import { allowanceOf, countingCloud, codeOf, tally, times } from './counting';

/** How often one person may: enforced by the host, kept in the database, by the clock that moves. */
const { cloud, logged, guest } = countingCloud();

describe('wrong codes at the counter', () => {
  const { most, withinMs } = allowanceOf(areas.points.lookUpRedemption.limit);
  const clerk = () => phoneOf(cloud, 'clerk-zhou');
  const guess = (position: number) =>
    clerk().points.lookUpRedemption({ code: pickupCode(String(1_000_000_000 + position)) });
  const alarms = () => documentsOf(cloud, 'alarms').filter(({ _id }) => _id === `wrong_codes:${STORE}`);

  it('are told wrong so many times, then nothing at all, not even a right one', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const { member } = await lin.member.join({ leaderCode: null, phoneCode: null });
    expect(tally(await times(most, guess))).toEqual({ redemption_not_found: most });
    await expect(
      clerk().member.identify({ storeId: STORE, cardNumber: member.card.number }),
    ).rejects.toMatchObject({
      code: 'too_many_requests',
      retryAt: NOON + withinMs,
    });
    cloud.moveClock(NOON + withinMs - 1);
    expect(await codeOf(guess(0))).toBe('too_many_requests');
    cloud.moveClock(NOON + withinMs);
    expect(await clerk().member.identify({ storeId: STORE, cardNumber: member.card.number })).toMatchObject({
      memberId: member.memberId,
    });
  });

  it('count together, wherever they are tried', async () => {
    const half = most / 2;
    await times(half, guess);
    const shown = '9999 9999 9999 9';
    const coupons = await times(most - half, () =>
      clerk().coupon.lookUp({ shown, storeId: STORE, amountFen: null }),
    );
    expect(tally(coupons)).toEqual({ coupon_not_found: most - half });
    expect(await codeOf(guess(0))).toBe('too_many_requests');
  });

  it('raise one alarm of the store while they last, and another when it happens again', async () => {
    await times(most - 1, guess);
    expect(alarms()).toEqual([]);
    await times(3, guess);
    expect(alarms()).toMatchObject([{ clearedAt: null, raisedAt: NOON }]);
    const told = () => logged.filter((text) => text.includes('"event":"alarm"'));
    expect(told()).toHaveLength(1);

    cloud.moveClock(NOON + withinMs);
    await times(1, guess);
    expect(alarms()).toMatchObject([{ clearedAt: NOON + withinMs }]);
    await times(most, guess);
    expect(alarms()).toMatchObject([{ clearedAt: null, raisedAt: NOON + withinMs }]);
    expect(told()).toHaveLength(2);
  });

  it('of several clerks together alarm too, and an operator reads of it; nobody is named', async () => {
    const he = phoneOf(cloud, 'operator-he');
    await he.member.join({ leaderCode: null, phoneCode: null });
    const wu = await newStaff(cloud, 'wu');
    const half = most / 2;
    await times(half, guess);
    const byWu = (position: number) =>
      wu.points.lookUpRedemption({ code: pickupCode(String(1_000_000_000 + position)) });
    await times(half - 1, byWu);
    expect(alarms()).toEqual([]);
    await times(1, byWu);
    expect(alarms()).toMatchObject([{ clearedAt: null, detail: `幸福里店：10 分钟内输错 ${most} 次` }]);
    const told = documentsOf(cloud, 'messages').filter(({ kind }) => kind === 'staff_alarm');
    expect(told).toHaveLength(1);
    const { alarms: listed } = await he.message.listAlarms({ cursor: null });
    expect(listed).toMatchObject([{ kind: 'wrong_codes', subject: STORE }]);
    // Nobody used up their own: both go on.
    expect(await codeOf(guess(0))).toBe('redemption_not_found');
    expect(JSON.stringify([alarms(), told, logged])).not.toMatch(/openid:|oStaff-wu/);
  });

  it('are counted where they are tried: the store that is named, or none of several', async () => {
    const other = storeId.parse('sto_other');
    await cloud.database.environment(cloud.env).insert('stores', [{ _id: other, name: '另一家店' }]);
    const both = await newStaff(cloud, 'both', [STORE, other]);
    const shown = '9999 9999 9999 9';
    await times(most - 1, () => both.coupon.lookUp({ shown, storeId: other, amountFen: null }));
    await times(1, () => both.points.lookUpRedemption({ code: pickupCode('1000000001') }));
    const counts = Object.fromEntries(
      documentsOf(cloud, 'limitWindows').map(({ _id, count }) => [_id, count]),
    );
    expect(counts).toEqual({ 'wrong_codes:sto_other': most - 1, 'wrong_codes:merchant': 1 });
    expect(documentsOf(cloud, 'alarms')).toEqual([]);
  });

  it('are forgotten after a quiet day, and the alarm ends', async () => {
    await times(most, guess);
    await times(1, () => guest().payment.openOrder({ storeId: STORE, amountFen: fen(1000) }));
    cloud.moveClock(NOON + DAY_MS);
    await cloud.triggerTimers();
    expect(alarms()).toMatchObject([{ clearedAt: null }]);
    expect(documentsOf(cloud, 'limitWindows')).toHaveLength(2);
    const later = NOON + DAY_MS + 60 * MINUTE_MS;
    cloud.moveClock(later);
    await cloud.triggerTimers();
    expect(alarms()).toMatchObject([{ clearedAt: later }]);
    expect(documentsOf(cloud, 'limitWindows')).toEqual([]);
  });

  it('what was right is confirmed, and looked up again, without a count', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const { member } = await lin.member.join({ leaderCode: null, phoneCode: null });
    const input = { storeId: STORE, cardNumber: member.card.number };
    await clerk().member.identify(input);
    const { database } = await cloud.invoke(
      'member',
      { op: 'identify', input, requestId: newTestRequest() },
      'clerk-zhou',
    );
    expect(database).toMatchObject({ calls: 3 });
    await times(most, guess);
    expect(await codeOf(clerk().member.identify(input))).toBe('too_many_requests');
  });

  it('many right ones of one account at once: some may hear to wait, none stays counted, the next is answered', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const { member } = await lin.member.join({ leaderCode: null, phoneCode: null });
    const look = () => clerk().member.identify({ storeId: STORE, cardNumber: member.card.number });
    const rush = await Promise.all(Array.from({ length: 2 * most + 1 }, () => codeOf(look())));
    expect(rush.filter((code) => code === 'ok').length).toBeGreaterThanOrEqual(1);
    expect(
      Object.keys(tally(rush)).filter((code) => !['ok', 'too_many_requests', 'busy'].includes(code)),
    ).toEqual([]);
    expect(documentsOf(cloud, 'staff').filter(({ wrongTries }) => wrongTries !== null)).toEqual([]);
    expect(await codeOf(look())).toBe('ok');
    expect(tally(await times(most + 1, guess))).toEqual({ redemption_not_found: most, too_many_requests: 1 });
  });

  it('two accounts of one person: each has its own, and the store’s alarm counts them together', async () => {
    const { appid, unionid } = clerk().identity;
    const openid = 'oStaff-zhou-2';
    await cloud.database.environment(cloud.env).insert('staff', [
      {
        _id: `openid:${appid}:${openid}`,
        name: '店员小周',
        roles: ['clerk'],
        leaderId: null,
        storeIds: [STORE],
      },
    ]);
    const second = phoneOf(cloud, { openid, unionid: unionid!, appid });
    await times(most / 2, guess);
    expect(alarms()).toEqual([]);
    const more = (position: number) =>
      second.points.lookUpRedemption({ code: pickupCode(String(1_000_000_000 + position)) });
    expect(tally(await times(most / 2, more))).toEqual({ redemption_not_found: most / 2 });
    expect(alarms()).toMatchObject([{ clearedAt: null }]);
    expect(tally(await times(most, more))).toEqual({
      redemption_not_found: most / 2,
      too_many_requests: most / 2,
    });
  });

  it('one clerk’s are not another’s; a right code is counted and taken off again', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const { member } = await lin.member.join({ leaderCode: null, phoneCode: null });
    const input = { storeId: STORE, cardNumber: member.card.number };
    const { database } = await cloud.invoke(
      'member',
      { op: 'identify', input, requestId: newTestRequest() },
      'clerk-zhou',
    );
    // The role, the count, the card's identity, the member, the count.
    expect(database).toMatchObject({ calls: 5 });
    expect(documentsOf(cloud, 'staff').filter(({ wrongTries }) => wrongTries !== null)).toEqual([]);
    await times(most + 1, guess);
    expect(await codeOf(phoneOf(cloud, 'operator-he').member.identify(input))).toBe('ok');
  });

  describe('many at once', () => {
    const identify = (cardNumber: CardNumber) => clerk().member.identify({ storeId: STORE, cardNumber });
    const cardOf = async (name: string) => {
      const { member } = await phoneOf(cloud, name).member.join({ leaderCode: null, phoneCode: null });
      return member.card.number;
    };
    const told = (codes: readonly string[]) =>
      codes.filter((code) => code !== 'too_many_requests' && code !== 'busy').length;

    it('no more are looked up than the limit allows, and a right one among the rest is not', async () => {
      const cardNumber = await cardOf('shopper-lin');
      const rush = await Promise.all([
        ...Array.from({ length: most + 5 }, (_, position) => codeOf(guess(position))),
        codeOf(identify(cardNumber)),
      ]);
      expect(told(rush)).toBeGreaterThan(0);
      expect(told(rush)).toBeLessThanOrEqual(most);
    });

    it.each([1, 2, 3])(
      'with %i left, so many of three in flight are looked up, right or wrong',
      async (left) => {
        const [lins, wangs] = [await cardOf('shopper-lin'), await cardOf('shopper-wang')];
        await times(most - left, guess);
        // Whichever comes first: the right one is no way past the count of the wrong ones.
        for (const works of [
          () => [guess(1), guess(2), identify(lins)],
          () => [identify(wangs), guess(1), guess(2)],
        ]) {
          const codes = await Promise.all(works().map(codeOf));
          expect(told(codes)).toBeLessThanOrEqual(left);
          left -= codes.filter((code) => code === 'redemption_not_found').length;
        }
        const tries = () => documentsOf(cloud, 'staff').find(({ wrongTries }) => wrongTries)?.wrongTries;
        expect(tries()?.count).toBe(most - left);
      },
    );

    it('right ones are taken off, however they cross', async () => {
      const cardNumber = await cardOf('shopper-lin');
      await times(2, guess);
      await Promise.all(Array.from({ length: 5 }, () => codeOf(identify(cardNumber))));
      expect(documentsOf(cloud, 'staff').find(({ wrongTries }) => wrongTries)?.wrongTries).toMatchObject({
        count: 2,
      });
    });
  });
});
