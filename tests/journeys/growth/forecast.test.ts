import { chinaDateOf, DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { PROPOSED_RULE } from '../../../local/seed/demo-growth';
import { giftsOf, packFor, publishGrowth, untilGrown, untilHeld } from '../../stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../stage/identity-stage';
import { order, refundAll } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf } from '../../stage/stage';

/** What is foretold is what then happens, if nobody does anything meanwhile. */
describe('a forecast of tiers', () => {
  const cloud = sharedCloud();
  beforeEach(() => publishGrowth(cloud));

  const he = () => phoneOf(cloud, 'operator-he');
  const levels = () =>
    Object.fromEntries(
      documentsOf(cloud, 'tierStates')
        .filter(({ mergedInto }) => mergedInto === null)
        .map(({ _id, level }) => [_id, level] as const),
    );
  const shareOf = (all: Record<string, number>) =>
    PROPOSED_RULE.tiers.map((_tier, level) => Object.values(all).filter((one) => one === level).length);
  const crowd = async (spends: readonly number[]) => {
    const members = [];
    for (const [n, fen] of spends.entries()) {
      const phone = personOf(cloud, `oCrowd${n}`);
      await join(phone);
      const orderId = fen === 0 ? null : await order(cloud, phone, fen);
      members.push({ phone, memberId: await memberIdOf(phone), orderId });
    }
    return members;
  };
  const read = async (kind: 'draft' | 'tonight') => (await he().growth.readForecast({ kind })).forecast!;

  it('under a draft: who is where, who moves and which gifts, exactly what then happens', async () => {
    const people = await crowd([0, 12_000, 50_000, 150_000, 400_000, 25_000]);
    await untilGrown(cloud, 7 * DAY_MS);
    // Still pending on the day on which the draft begins to hold for one, counted by then for another.
    await order(cloud, people[0]!.phone, 150_000);
    await refundAll(cloud, people[3]!.orderId!);
    await untilGrown(cloud, 3 * DAY_MS);
    await order(cloud, people[1]!.phone, 900_000);
    await untilGrown(cloud);

    const packId = await packFor(cloud, 'upgrade', 'fresh-5');
    const draft = {
      ...PROPOSED_RULE,
      tiers: PROPOSED_RULE.tiers.map((tier, at) => (at === 1 ? { ...tier, entry: 100, keep: 50 } : tier)),
      gifts: [{ kind: 'upgrade' as const, fromLevel: 1, packId }],
    };
    const before = levels();
    await he().growth.beginForecast({ draft });
    await untilGrown(cloud);
    const forecast = await read('draft');
    expect(forecast.finishedAt).not.toBeNull();
    expect(forecast.tiers.map((tier) => tier.before)).toEqual(shareOf(before));
    expect(levels()).toEqual(before);

    const { sample } = await he().growth.previewRule({ draft });
    expect(sample).toMatchObject({ looked: Object.keys(before).length });
    expect(sample.tiers.map(({ after }) => Math.round((after.about * sample.looked) / 1000))).toEqual(
      forecast.tiers.map(({ after }) => after),
    );

    await publishGrowth(cloud, draft);
    const { next } = await he().growth.readRule({});
    expect(forecast.at).toBe(next!.holdsFrom);
    await untilGrown(cloud);
    cloud.moveClock(next!.holdsFrom!);
    await untilGrown(cloud);
    const after = levels();
    expect(forecast.tiers.map((tier) => tier.after)).toEqual(shareOf(after));
    const moved = Object.keys(after).filter((id) => after[id] !== before[id]);
    expect(moved.length).toBeGreaterThan(1);
    expect(forecast.movers.map(({ memberId }) => memberId).sort()).toEqual(moved.sort());
    const given = documentsOf(cloud, 'tierGifts').length;
    expect(given).toBeGreaterThan(0);
    expect(forecast.gifts).toMatchObject([{ members: given, worthFen: given * 500 }]);
  });

  it('without a tier: who had it moves into the next, and nobody else, though their places are others', async () => {
    await crowd([0, 50_000, 150_000]);
    await untilGrown(cloud, 8 * DAY_MS);
    const { tiers } = (await he().growth.readRule({})).rule!;
    const draft = { ...PROPOSED_RULE, tiers: tiers.filter(({ name }) => name !== '成长') };
    await he().growth.beginForecast({ draft });
    await untilGrown(cloud);
    const forecast = await read('draft');
    expect(forecast.moves).toEqual([{ from: '成长', to: '黄金', members: 1 }]);
    expect(forecast.tiers.map(({ name, before, after }) => [name, before, after])).toEqual([
      ['新锐', 1, 1],
      ['黄金', 1, 2],
      ['铂金', 0, 0],
      ['黑钻', 0, 0],
      ['成长', 1, 0],
    ]);
    const { sample } = await he().growth.previewRule({ draft });
    expect([sample.rising.about, sample.falling.about]).toEqual([333, 0]);
    await publishGrowth(cloud, draft);
    await untilHeld(cloud);
    expect(
      documentsOf(cloud, 'tierStates')
        .map(({ tier }) => tier)
        .sort(),
    ).toEqual(['新锐', '黄金', '黄金']);
  });

  it('tonight: of those who are due who moves, exactly what then happens', async () => {
    const people = await crowd([150_000, 150_000, 40_000, 0]);
    // A payment counts seven days later: today's do tonight, in six days.
    await untilGrown(cloud, 6 * DAY_MS + 12 * 60 * MINUTE_MS);
    await order(cloud, people[3]!.phone, 150_000);
    await refundAll(cloud, people[1]!.orderId!);
    await untilGrown(cloud);
    const before = levels();
    await he().growth.beginForecast({ draft: null });
    await untilGrown(cloud);
    const forecast = await read('tonight');
    expect(forecast.finishedAt).not.toBeNull();
    expect(levels()).toEqual(before);
    cloud.moveClock(forecast.at);
    await untilGrown(cloud);
    const after = levels();
    const moved = Object.keys(after).filter((id) => after[id] !== before[id]);
    expect(moved).toHaveLength(2);
    expect(forecast.movers.map(({ memberId }) => memberId).sort()).toEqual(moved.sort());
    expect(forecast.moves).toEqual(
      expect.arrayContaining([
        { from: '新锐', to: '黄金', members: 1 },
        { from: '新锐', to: '成长', members: 1 },
      ]),
    );
    expect(instant(forecast.at)).toBeGreaterThan(forecast.startedAt);
  });

  it('tonight, when another rule takes force: also of who is not due, by the names of then', async () => {
    await crowd([20_000, 0]);
    await untilGrown(cloud, 7 * DAY_MS);
    const tiers = PROPOSED_RULE.tiers.map((tier, at) =>
      at === 1 ? { ...tier, name: '白银', entry: 100, keep: 50 } : tier,
    );
    await publishGrowth(cloud, { tiers });
    const { next } = await he().growth.readRule({});
    await untilGrown(cloud);
    cloud.moveClock(next!.holdsFrom! - 12 * 60 * MINUTE_MS);
    await untilGrown(cloud);
    await he().growth.beginForecast({ draft: null });
    await untilGrown(cloud);
    const forecast = await read('tonight');
    expect(forecast.moves).toEqual([{ from: '新锐', to: '白银', members: 1 }]);
    const before = levels();
    cloud.moveClock(forecast.at);
    await untilGrown(cloud);
    const after = levels();
    expect(forecast.looked).toBe(Object.keys(after).length);
    expect(forecast.movers.map(({ memberId }) => memberId)).toEqual(
      Object.keys(after).filter((id) => after[id] !== before[id]),
    );
  });

  it('counts no birthday gift that was given this year, though the birthday was moved', async () => {
    const packId = await packFor(cloud, 'birthday', 'fresh-3');
    const change = { gifts: [{ kind: 'birthday' as const, fromLevel: 0, packId }] };
    await publishGrowth(cloud, change);
    await untilHeld(cloud);
    const [{ phone, memberId }] = (await crowd([0])) as [Awaited<ReturnType<typeof crowd>>[number]];
    const inDays = (days: number) => chinaDateOf(instant(cloud.clock.now() + days * DAY_MS)).slice(5);
    const birthday = chinaDateOf(instant(cloud.clock.now()));
    await phone.member.saveDetails({ nickname: null, gender: null, birthday });
    await untilGrown(cloud);
    expect(giftsOf(cloud, memberId)).toHaveLength(1);
    const environment = cloud.database.environment(cloud.env);
    const moved = {
      $set: { 'profile.birthday': `2020-${inDays(1)}`, 'profile.birthdaySetAt': cloud.clock.now() },
    };
    await environment.update('members', { filter: { _id: memberId }, modifier: moved, multi: false });
    const born = { day: inDays(1), setAt: cloud.clock.now() };
    const states = { $set: { birthday: born, nextDueAt: cloud.clock.now() } };
    await environment.update('tierStates', { filter: { _id: memberId }, modifier: states, multi: false });
    await he().growth.beginForecast({ draft: null });
    await untilGrown(cloud);
    const forecast = await read('tonight');
    expect([forecast.looked, forecast.gifts]).toEqual([1, []]);
    cloud.moveClock(forecast.at);
    await untilGrown(cloud);
    expect(giftsOf(cloud, memberId)).toHaveLength(1);
  });

  it('a year on: a review that takes a tier, announced meanwhile, is foretold the day before', async () => {
    await crowd([150_000, 0]);
    await untilGrown(cloud, 7 * DAY_MS);
    const held = documentsOf(cloud, 'tierStates').find(({ level }) => level === 2)!;
    const review = held.held.nextReviewAt!;
    for (const days of [30, 7]) {
      cloud.moveClock(review - days * DAY_MS);
      await untilGrown(cloud);
    }
    cloud.moveClock(review - 12 * 60 * MINUTE_MS);
    await untilGrown(cloud);
    await he().growth.beginForecast({ draft: null });
    await untilGrown(cloud);
    const forecast = await read('tonight');
    expect(forecast.moves).toEqual([{ from: '黄金', to: '成长', members: 1 }]);
    cloud.moveClock(review);
    await untilGrown(cloud);
    expect(levels()[held._id]).toBe(1);
  });
});
