import { isChinaDate, MINUTE_MS, type ChinaDate } from '@contracts/primitives/time';
import { giveGifts } from '../../../cloudfunctions/growth/gifts/give-gifts';
import { keepTiers } from '../../../cloudfunctions/growth/clock/keep-tiers';
import type { GrowthRule } from '@contracts/growth/growth-rule';
import type { LocalCloud } from '../../../local/server';
import { giftsOf, packFor, publishGrowth, untilGrown } from '../../stage/growth/growth-stage';
import {
  dieAt,
  join,
  joinTwice,
  memberIdOf,
  personOf,
  snapshotOf,
  undoLatest,
} from '../../stage/identity-stage';
import { order } from '../../stage/invite-stage';
import { restSweeps } from '../../stage/journey/rest-sweeps';
import { checkoutOf } from '../../stage/points-stage';
import { documentsOf, startJourney, type Phone } from '../../stage/stage';
import { isDrawn } from '../../stage/property';
import { sweepTrade } from '../../stage/journey/sweep-trade';

jest.setTimeout(120_000);

const date = (text: string): ChinaDate => {
  if (!isChinaDate(text)) throw new Error(text);
  return text;
};
const at = (text: string) => Date.parse(`${text}+08:00`);

/** The test begins on 21 November 2026 at noon in China, with a gift for each occasion. */
describe('gifts of tiers', () => {
  let cloud: LocalCloud;
  beforeEach(async () => {
    cloud = await startJourney();
    const up1 = await packFor(cloud, 'upgrade', 'fresh-3');
    const up2 = await packFor(cloud, 'upgrade', 'fresh-5');
    const monthly = await packFor(cloud, 'monthly', 'fresh-10');
    const birthday = await packFor(cloud, 'birthday', 'fresh-20');
    const anniversary = await packFor(cloud, 'anniversary', 'invite-5');
    await publishGrowth(cloud, {
      pendingDays: 0,
      gifts: [
        { kind: 'upgrade', fromLevel: 1, packId: up1 },
        { kind: 'upgrade', fromLevel: 2, packId: up2 },
        { kind: 'monthly', fromLevel: 1, packId: monthly },
        { kind: 'birthday', fromLevel: 0, packId: birthday },
        { kind: 'anniversary', fromLevel: 0, packId: anniversary },
      ] satisfies GrowthRule['gifts'],
    });
  });
  afterEach(() => cloud.close());

  const newcomer = async (name: string) => {
    const phone = personOf(cloud, name);
    await join(phone);
    return { phone, memberId: await memberIdOf(phone) };
  };
  const bornOn = (phone: Phone, birthday: string) =>
    phone.member.saveDetails({ nickname: null, gender: null, birthday: date(birthday) });
  const goTo = async (text: string) => {
    cloud.moveClock(at(text));
    await untilGrown(cloud);
  };
  const told = async (phone: Phone, kind: string) =>
    (await phone.message.listInbox({ cursor: null })).messages.filter((one) => one.kind === kind);

  it('over two tiers at once: both gifts, each once, told as one; again never', async () => {
    const { phone, memberId } = await newcomer('oRises');
    await order(cloud, phone, 150_000);
    await untilGrown(cloud);
    expect(giftsOf(cloud, memberId)).toEqual(['upgrade-1', 'upgrade-2']);
    expect(await told(phone, 'gift_waiting')).toMatchObject([
      { title: '2 份会员礼到账', lines: ['成长升级礼、黄金升级礼', '2 张券放进卡包了'] },
    ]);
    await publishGrowth(cloud, { pendingDays: 0, gifts: documentsOf(cloud, 'growthRules')[0]!.gifts });
    await order(cloud, phone, 20_000);
    await untilGrown(cloud);
    expect(giftsOf(cloud, memberId)).toEqual(['upgrade-1', 'upgrade-2']);
    expect(documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'tier')).toHaveLength(2);
  });

  it('on the first of a month who holds the tier then, however late the sweep is', async () => {
    const { phone, memberId } = await newcomer('oMonths');
    const low = await newcomer('oLow');
    await order(cloud, phone, 50_000);
    await goTo('2026-11-30T23:50:00');
    expect(giftsOf(cloud, memberId)).toEqual(['upgrade-1']);
    await goTo('2026-12-01T00:05:00');
    expect(giftsOf(cloud, memberId)).toEqual(['monthly-2026-12', 'upgrade-1']);
    await order(cloud, low.phone, 50_000);
    await goTo('2027-01-03T12:00:00');
    expect(giftsOf(cloud, memberId)).toEqual(['monthly-2026-12', 'monthly-2027-01', 'upgrade-1']);
    expect(giftsOf(cloud, low.memberId)).toEqual(['monthly-2027-01', 'upgrade-1']);
  });

  it('a birthday on 29 February on the 28th, greeted once with its gift; moved within the year it is no second', async () => {
    const { phone, memberId } = await newcomer('oLeap');
    await bornOn(phone, '1988-02-29');
    await untilGrown(cloud);
    await goTo('2027-02-27T23:50:00');
    expect(giftsOf(cloud, memberId)).toEqual([]);
    await goTo('2027-02-28T00:10:00');
    expect(giftsOf(cloud, memberId)).toEqual(['birthday-2027']);
    await goTo('2027-02-28T09:01:00');
    expect(await told(phone, 'birthday')).toMatchObject([
      { lines: ['今天是你的生日，祝你开心', '生日礼放在卡包里了'] },
    ]);
    await expect(bornOn(phone, '1988-06-01')).rejects.toMatchObject({ code: 'birthday_fixed' });
    await goTo('2027-11-22T12:00:00');
    await bornOn(phone, '1988-12-01');
    await goTo('2027-12-01T00:10:00');
    expect(giftsOf(cloud, memberId)).toEqual(['anniversary-2027', 'birthday-2027']);
    expect(await told(phone, 'birthday')).toHaveLength(1);
  });

  it('a birthday that is told on its day has its gift the same day; the day of joining a year later', async () => {
    const { phone, memberId } = await newcomer('oToday');
    await bornOn(phone, '1990-11-21');
    await untilGrown(cloud);
    expect(giftsOf(cloud, memberId)).toEqual(['birthday-2026']);
    await goTo('2027-11-20T23:50:00');
    expect(giftsOf(cloud, memberId)).toEqual(['birthday-2026']);
    await goTo('2027-11-21T00:10:00');
    expect(giftsOf(cloud, memberId)).toEqual(['anniversary-2027', 'birthday-2026', 'birthday-2027']);
  });

  it('two who had theirs become one: nothing a second time, nor when they are taken apart; who leaves takes nothing along', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const ids = [await memberIdOf(one), await memberIdOf(two)] as const;
    await bornOn(two, '1990-12-10');
    await order(cloud, two, 50_000);
    await untilGrown(cloud);
    expect(ids.map((id) => giftsOf(cloud, id))).toEqual([[], ['upgrade-1']]);
    await both.identityMap.linkMine({});
    await untilGrown(cloud);
    const kept = documentsOf(cloud, 'tierStates').find(({ mergedInto }) => mergedInto === null)!._id;
    await order(cloud, both, 1_000);
    await goTo('2026-12-10T00:10:00');
    const coupons = () =>
      documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'tier' || channel === 'birthday')
        .length;
    // upgrade-1, monthly-2026-12, birthday-2026.
    expect([giftsOf(cloud, kept).includes('birthday-2026'), coupons()]).toEqual([true, 3]);
    await undoLatest(cloud);
    await untilGrown(cloud);
    expect(coupons()).toBe(3);
    expect(ids.map((id) => giftsOf(cloud, id).filter((gift) => gift !== 'upgrade-1'))).toEqual([
      ['birthday-2026', 'monthly-2026-12'],
      ['birthday-2026', 'monthly-2026-12'],
    ]);
  });

  it('whose account closes while a gift is owed gets none, and nothing of it is left', async () => {
    const { phone, memberId } = await newcomer('oLeaves');
    await bornOn(phone, '1990-11-28');
    await untilGrown(cloud);
    const { closesAt } = await phone.identityMap.requestClosure({});
    cloud.moveClock(closesAt + MINUTE_MS);
    const { store, now } = checkoutOf(cloud);
    await keepTiers({ store, now: now(), outOfTime: () => false });
    const owed = () => documentsOf(cloud, 'tierStates').flatMap((state) => state.owed);
    expect(owed()).toMatchObject([{ kind: 'birthday', period: '2026' }]);
    await sweepTrade(cloud);
    await untilGrown(cloud);
    expect(documentsOf(cloud, 'members').map(({ _id }) => _id)).not.toContain(memberId);
    expect(documentsOf(cloud, 'tierStates').map(({ _id }) => _id)).not.toContain(memberId);
    expect(owed()).toEqual([]);
    const coupons = documentsOf(cloud, 'coupons').filter((coupon) => coupon.memberId === memberId);
    expect(coupons.filter(({ channel }) => channel === 'birthday')).toEqual([]);
  });

  it('a pack that has ended by then is given up, and remembered; one that was never published is refused', async () => {
    const { phone, memberId } = await newcomer('oEnded');
    const packId = await packFor(cloud, 'birthday', 'fresh-3');
    const gifts = [{ kind: 'upgrade' as const, fromLevel: 1, packId }];
    await expect(publishGrowth(cloud, { gifts })).rejects.toMatchObject({ code: 'growth_gift_unknown' });
    const environment = cloud.database.environment(cloud.env);
    const ended = { $set: { status: 'ended' } };
    await environment.update('couponPacks', { filter: { channel: 'tier' }, modifier: ended, multi: true });
    await order(cloud, phone, 50_000);
    await untilGrown(cloud);
    expect(giftsOf(cloud, memberId)).toEqual([]);
    expect(documentsOf(cloud, 'tierGifts')).toMatchObject([{ memberId, kind: 'upgrade', state: 'refused' }]);
    expect(await told(phone, 'gift_waiting')).toEqual([]);
  });

  it('given once each whichever database call the sweep dies at', async () => {
    const { phone, memberId } = await newcomer('oCrash');
    await restSweeps(cloud);
    await order(cloud, phone, 150_000);
    cloud.moveClock(cloud.clock.now() + 3 * MINUTE_MS);
    const { store, now } = checkoutOf(cloud);
    const call = () => ({ store, now: now(), outOfTime: () => false });
    await keepTiers(call());
    expect(documentsOf(cloud, 'tierStates').flatMap(({ owed }) => owed)).toHaveLength(2);
    const back = snapshotOf(cloud);
    const ways = new Set<string>();
    for (let from = 1, isWhole = false; !isWhole; from += 1) {
      if (!isDrawn(from)) continue;
      await back();
      await dieAt(cloud, from, async () => {
        await giveGifts(call());
        isWhole = giftsOf(cloud, memberId).length === 2;
      }).catch(() => undefined);
      await untilGrown(cloud);
      const coupons = documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'tier').length;
      ways.add(
        `${giftsOf(cloud, memberId).join(' ')}: ${coupons}, ${(await told(phone, 'gift_waiting')).length > 0}`,
      );
    }
    expect([...ways]).toEqual(['upgrade-1 upgrade-2: 2, true']);
  });
});
