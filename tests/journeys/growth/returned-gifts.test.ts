import { isChinaDate, MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { giftsOf, packFor, publishGrowth, untilGrown, untilHeld } from '../../stage/growth/growth-stage';
import { join, joinTwice, memberIdOf, personOf, undoLatest } from '../../stage/identity-stage';
import { order } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

jest.setTimeout(120_000);

const cloud: LocalCloud = sharedCloud();

beforeEach(async () => {
  const packs = [await packFor(cloud, 'upgrade', 'fresh-3'), await packFor(cloud, 'upgrade', 'fresh-5')];
  const gifts = packs.map((packId, at) => ({ kind: 'upgrade' as const, fromLevel: at + 1, packId }));
  await publishGrowth(cloud, { pendingDays: 0, gifts });
});

async function leave(phone: Phone) {
  const { closesAt } = await phone.identityMap.requestClosure({});
  cloud.moveClock(closesAt + MINUTE_MS);
  await sweepTrade(cloud);
  await untilGrown(cloud);
}

async function comeBack(phone: Phone) {
  await join(phone);
  return memberIdOf(phone);
}

async function spend(phone: Phone, fen: number) {
  await order(cloud, phone, fen);
  await untilGrown(cloud);
}

const tierOf = (memberId: string) =>
  documentsOf(cloud, 'tierStates').find(({ _id }) => _id === memberId)?.tier;
const marks = () => documentsOf(cloud, 'identities').filter(({ kind }) => kind === 'closed');

describe('who closed an account and comes back', () => {
  it('has the upgrade gift of no tier they had reached, and of the next one they have; as often as they leave', async () => {
    const phone = personOf(cloud, 'oComesBack', 'uComesBack');
    const first = await comeBack(phone);
    await spend(phone, 50_000);
    expect(giftsOf(cloud, first)).toEqual(['upgrade-1']);
    await leave(phone);
    expect(marks().map(({ giftedTiers }) => giftedTiers)).toEqual([[1], [1]]);

    const second = await comeBack(phone);
    await spend(phone, 50_000);
    expect([tierOf(second), giftsOf(cloud, second)]).toEqual(['成长', []]);
    await spend(phone, 100_000);
    expect([tierOf(second), giftsOf(cloud, second)]).toEqual(['黄金', ['upgrade-2']]);
    await leave(phone);

    // Left again before anything was heard of them, they are who they were.
    await comeBack(phone);
    await leave(phone);
    expect(marks().map(({ giftedTiers }) => giftedTiers)).toEqual([
      [1, 2],
      [1, 2],
    ]);
    const last = await comeBack(phone);
    await spend(phone, 150_000);
    expect([tierOf(last), giftsOf(cloud, last)]).toEqual(['黄金', []]);
    expect(documentsOf(cloud, 'tierGifts')).toHaveLength(2);
  });

  it('is found by WeChat’s unionid too, and what is remembered says nobody’s name, number or id', async () => {
    const phone = personOf(cloud, 'oOldPhone', 'uOnePerson');
    await phone.member.join({ leaderCode: null, phoneCode: await phone.phoneCode('13811110009') });
    await spend(phone, 50_000);
    await leave(phone);
    const text = JSON.stringify(marks());
    for (const hidden of ['oOldPhone', 'uOnePerson', '13811110009']) expect(text).not.toContain(hidden);
    const other = personOf(cloud, 'oNewPhone', 'uOnePerson');
    const memberId = await comeBack(other);
    await spend(other, 50_000);
    expect([tierOf(memberId), giftsOf(cloud, memberId)]).toEqual(['成长', []]);
  });

  it.each(['the older', 'the younger'])('as %s of two who become one, and apart again', async (age) => {
    const before = personOf(cloud, age === 'the older' ? 'oFirst-1' : 'oSecond-2');
    await comeBack(before);
    await spend(before, 50_000);
    await leave(before);
    const { one, two, both } = await joinTwice(cloud);
    const [returned, other] = age === 'the older' ? [one, two] : [two, one];
    const ids = [await memberIdOf(returned), await memberIdOf(other)] as const;
    await both.identityMap.linkMine({});
    await spend(both, 50_000);
    expect(ids.flatMap((id) => giftsOf(cloud, id))).toEqual([]);
    await undoLatest(cloud);
    await untilGrown(cloud);
    await spend(other, 50_000);
    await spend(returned, 50_000);
    expect(ids.map((id) => giftsOf(cloud, id))).toEqual([[], ['upgrade-1']]);
  });

  it('has no second birthday gift in a year by becoming one with an account that has no birthday', async () => {
    const packId = await packFor(cloud, 'birthday', 'fresh-10');
    await publishGrowth(cloud, { pendingDays: 0, gifts: [{ kind: 'birthday', fromLevel: 0, packId }] });
    await untilHeld(cloud);
    cloud.moveClock(Date.parse('2027-01-10T12:00:00+08:00'));
    const birthday = async (phone: Phone, day: string) => {
      if (!isChinaDate(day)) throw new Error(day);
      await phone.member.saveDetails({ nickname: null, gender: null, birthday: day });
      await untilGrown(cloud);
    };
    const given = () =>
      documentsOf(cloud, 'tierGifts').filter(
        ({ kind, givenTo, memberId }) => kind === 'birthday' && givenTo === memberId,
      );
    const one = personOf(cloud, 'oFirst-1');
    await comeBack(one);
    const two = personOf(cloud, 'oSecond-2', 'uSame');
    await comeBack(two);
    await birthday(two, '1990-01-10');
    expect(given().map(({ period }) => period)).toEqual(['2027']);
    await leave(two);
    await comeBack(two);
    await birthday(two, '1990-06-20');
    await personOf(cloud, 'oFirst-1', 'uSame').identityMap.linkMine({});
    const foretold = async (evening: string) => {
      cloud.moveClock(Date.parse(evening));
      await untilGrown(cloud);
      const { growth } = phoneOf(cloud, 'operator-he');
      await growth.beginForecast({ draft: null });
      await untilGrown(cloud);
      return (await growth.readForecast({ kind: 'tonight' })).forecast?.gifts.length;
    };
    expect(await foretold('2027-06-19T20:00:00+08:00')).toBe(0);
    cloud.moveClock(Date.parse('2027-06-20T09:00:00+08:00'));
    await untilGrown(cloud);
    expect(given().map(({ period }) => period)).toEqual(['2027']);
    expect(await foretold('2028-06-19T20:00:00+08:00')).toBe(1);
    cloud.moveClock(Date.parse('2028-06-20T09:00:00+08:00'));
    await untilGrown(cloud);
    expect(given().map(({ period }) => period)).toEqual(['2027', '2028']);
  });
});
