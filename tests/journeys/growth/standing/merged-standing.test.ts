import type { Gift } from '@contracts/growth/growth-rule';
import { chinaDateOf, DAY_MS, instant, isChinaDate } from '@contracts/primitives/time';
import { moveMember } from '../../../../cloudfunctions/growth/clock/keep-tiers';
import { reconcileTiers } from '../../../../cloudfunctions/growth/clock/reconcile-growth';
import { readRules } from '../../../../cloudfunctions/growth/ledger/read-rules';
import { giftsOf, packFor, publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { joinTwice, memberIdOf, undoLatest } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { checkoutOf } from '../../../stage/points-stage';
import { documentsOf, phoneOf, type Phone } from '../../../stage/stage';

/** Floors and gifts of two who become one, and are taken apart again. The test begins on 21 November 2026. */
describe('a merged standing', () => {
  const cloud = sharedCloud();
  let two: Awaited<ReturnType<typeof joinTwice>>;
  let ids: Awaited<ReturnType<typeof memberIdOf>>[];
  const he = () => phoneOf(cloud, 'operator-he');
  const begin = async (gifts: Gift[] = []) => {
    await publishGrowth(cloud, { gifts });
    two = await joinTwice(cloud);
    ids = [await memberIdOf(two.one), await memberIdOf(two.two)];
    await untilGrown(cloud);
  };
  afterEach(async () => {
    expect((await reconcileTiers(checkoutOf(cloud).store, null, () => false)).found).toEqual([]);
  });

  const floor = (who: number, level: number, days: number) =>
    he().growth.setFloor({
      memberId: ids[who]!,
      level,
      until: chinaDateOf(instant(cloud.clock.now() + days * DAY_MS)),
      reason: '老顾客',
    });
  const tierOf = async (phone: Phone) => (await phone.growth.readGrowth({})).club!.tier;
  const merge = async () => {
    await two.both.identityMap.linkMine({});
    await untilGrown(cloud);
  };
  const undo = async () => {
    await undoLatest(cloud);
    await untilGrown(cloud);
  };

  it('has of two floors the higher to its end, and then the longer one, at its very minute', async () => {
    await begin();
    await floor(0, 3, 10);
    await floor(1, 2, 30);
    await merge();
    expect(await tierOf(two.both)).toBe('铂金');
    const ends = documentsOf(cloud, 'tierStates').find(({ mergedInto }) => mergedInto === null)!.floor!.until;
    cloud.moveClock(ends);
    expect(await tierOf(two.both)).toBe('黄金');
    await untilGrown(cloud);
    expect(await tierOf(two.both)).toBe('黄金');
    await undo();
    expect([await tierOf(two.one), await tierOf(two.two)]).toEqual(['新锐', '黄金']);
    await untilGrown(cloud, 25 * DAY_MS);
    expect([await tierOf(two.one), await tierOf(two.two)]).toEqual(['新锐', '新锐']);
  });

  it('a floor that is taken away while they are one comes back to neither', async () => {
    await begin();
    await floor(0, 3, 40);
    await floor(1, 2, 60);
    await merge();
    await floor(0, 0, 1);
    await untilGrown(cloud);
    expect(await tierOf(two.both)).toBe('新锐');
    await undo();
    expect([await tierOf(two.one), await tierOf(two.two)]).toEqual(['新锐', '新锐']);
  });

  it('one that is set while they are one is the kept one’s; untouched, each has their own again', async () => {
    await begin();
    await floor(1, 2, 60);
    await merge();
    await undo();
    expect([await tierOf(two.one), await tierOf(two.two)]).toEqual(['新锐', '黄金']);
  });

  it('gives a month’s gift for no month in which nobody held the tier', async () => {
    const packId = await packFor(cloud, 'monthly', 'fresh-10');
    await begin([{ kind: 'monthly', fromLevel: 1, packId }]);
    // The first rises in December; the other was looked at in November last.
    cloud.moveClock(Date.parse('2026-12-03T12:00:00+08:00'));
    await he().growth.adjust({ memberId: ids[0]!, growth: 400, reason: '旧系统的成长值' });
    await untilGrown(cloud, DAY_MS);
    expect(await tierOf(two.one)).toBe('成长');
    await merge();
    await untilGrown(cloud, DAY_MS);
    expect(ids.map((id) => giftsOf(cloud, id))).toEqual([[], []]);
    cloud.moveClock(Date.parse('2027-01-01T00:10:00+08:00'));
    await untilGrown(cloud);
    expect(giftsOf(cloud, ids[0]!)).toEqual(['monthly-2027-01']);
  });

  it('is greeted on a birthday that the merge passes over, once, though there is no gift', async () => {
    await begin();
    const birthday = '1990-12-10';
    if (!isChinaDate(birthday)) throw new Error(birthday);
    await two.one.member.saveDetails({ nickname: null, gender: null, birthday });
    cloud.moveClock(Date.parse('2026-12-09T23:50:00+08:00'));
    await untilGrown(cloud);
    // The other is looked at on the day, and nobody else before the two become one.
    cloud.moveClock(Date.parse('2026-12-10T00:20:00+08:00'));
    const { store, now } = checkoutOf(cloud);
    await moveMember({ store, now: now() }, await readRules(store), ids[1]!, now());
    await merge();
    cloud.moveClock(Date.parse('2026-12-10T09:01:00+08:00'));
    await untilGrown(cloud);
    const { messages } = await two.both.message.listInbox({ cursor: null });
    expect(messages.filter(({ kind }) => kind === 'birthday')).toMatchObject([
      { lines: ['今天是你的生日，祝你开心', '今天也要开心'] },
    ]);
  });
});
