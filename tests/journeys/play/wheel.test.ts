import { DAY_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { pass } from '../../stage/invite-stage';
import { join, joinTwice, memberIdOf, personOf, undoLatest } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { always, playPointsOf, pointsPrize, publishWheel, refusal, WHEEL } from '../../stage/play/play-stage';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';
import { IS_STRICT } from '../../stage/watch/log-watch';

const gold = { id: 'gold', name: '一等奖', prize: pointsPrize(500), weight: 0, stock: 1 };
const chances = (count: number) => ({ freePerDay: count, perDay: 100 });

describe('转盘', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const newcomer = async (openid: string) => {
    const one = personOf(cloud, openid);
    await join(one);
    return one;
  };
  const given = () => documentsOf(cloud, 'wheelRules').find(({ _id }) => _id === 'wheel')?.given;

  it('one is left and twenty draw at once: one of them wins it, the others what takes its place; none is left', async () => {
    await publishWheel(cloud, {
      ...chances(1),
      prizes: [
        { ...gold, weight: 1_000_000 },
        { id: 'five', name: '小惊喜', prize: pointsPrize(5), weight: 0, stock: null },
      ],
    });
    const people = [];
    for (let at = 0; at < 20; at += 1) people.push(await newcomer(`oTwenty${at}`));
    const answers = await Promise.all(people.map((one) => one.play.draw({})));
    expect(answers.map(({ name }) => name).sort()).toEqual([
      '一等奖',
      ...Array.from({ length: 19 }, () => '小惊喜'),
    ]);
    expect(given()).toEqual({ gold: 1 });
    const draws = documentsOf(cloud, 'draws');
    expect(draws.every(({ landedId }) => landedId === 'gold')).toBe(true);
    for (let minute = 0; minute < 5; minute += 1) await pass(cloud);
    expect(documentsOf(cloud, 'draws').every(({ owedSince }) => owedSince === null)).toBe(true);
    const paid = documentsOf(cloud, 'pointsEntries').filter(({ source }) => source.kind === 'play');
    expect(paid.map(({ points }) => points).sort((one, other) => one - other)).toEqual([
      ...Array.from({ length: 19 }, () => 5),
      500,
    ]);
    const [first] = people;
    expect((await first!.play.readWheel({})).wheel?.slices).toMatchObject([
      { isGone: true },
      { isGone: false },
    ]);
  });

  it('a lost answer is the same turn, also when it was the last; ten at once with one chance are one turn', async () => {
    await publishWheel(cloud);
    const one = await newcomer('oLost');
    const requestId = newTestRequest();
    const first = await one.play.draw({}, { requestId });
    expect(await one.play.draw({}, { requestId })).toEqual(first);
    expect(await refusal(one.play.draw({}))).toBe('draw_no_chance');
    const two = await newcomer('oTenDraws');
    const many = await Promise.allSettled(Array.from({ length: 10 }, () => two.play.draw({})));
    expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(documentsOf(cloud, 'draws')).toHaveLength(2);
  });

  it('what was rolled stands with what it brought and the version that judged it; a rule changed meanwhile judges the next turn', async () => {
    await publishWheel(cloud, { ...chances(9), prizes: always({ ...gold, stock: null }), fallbackId: null });
    const one = await newcomer('oRolls');
    await one.play.draw({});
    await publishWheel(cloud, {
      ...chances(9),
      prizes: [{ ...gold, stock: null, weight: 0 }],
      fallbackId: null,
    });
    for (let turn = 0; turn < 5; turn += 1)
      expect(await one.play.draw({})).toEqual({ prizeId: null, name: '谢谢参与', isWin: false });
    const draws = documentsOf(cloud, 'draws');
    expect(draws.map(({ ruleVersion, prizeId }) => [ruleVersion, prizeId]).sort()).toEqual([
      [1, 'gold'],
      ...Array.from({ length: 5 }, () => [2, null]),
    ]);
    expect(draws.every(({ roll }) => roll >= 0 && roll < 1_000_000)).toBe(true);
    const { draws: rows } = await he().play.listDraws({ prizeId: 'gold', cursor: null });
    expect(rows).toMatchObject([{ name: '一等奖', version: 1, wasGone: false }]);
    expect((await he().play.listDraws({ prizeId: null, cursor: null })).draws).toHaveLength(6);
    expect((await one.play.readWheel({})).draws.map(({ state }) => state)).toContain('owed');
    expect(await one.play.takeGifts({ of: 'wheel' })).toMatchObject({
      given: [{ text: '500 积分' }],
      owed: 0,
    });
    expect((await one.play.readWheel({})).draws.map(({ state }) => state)).toContain('given');
  });

  it('a chance is bought for points, each once per request, up to the day’s number, and spent after the free one', async () => {
    await publishWheel(cloud, { perDay: 10, prizes: always({ ...gold, stock: null }), fallbackId: null });
    const one = await newcomer('oBuys');
    await pass(cloud);
    const requestId = newTestRequest();
    const before = (await one.points.readHome({})).balance;
    await Promise.all(Array.from({ length: 5 }, () => one.play.exchangeChance({}, { requestId })));
    expect(await one.play.exchangeChance({}, { requestId })).toEqual({ chances: 1 });
    expect((await one.points.readHome({})).balance).toBe(before - 20);
    expect(await refusal(one.play.exchangeChance({}))).toBe('points_not_enough');
    expect((await one.play.readWheel({})).wheel).toMatchObject({ freeLeft: 1, chances: 1, chancePoints: 20 });
    await one.play.draw({});
    expect((await one.play.readWheel({})).wheel).toMatchObject({ freeLeft: 0, chances: 1 });
    await one.play.draw({});
    expect(await refusal(one.play.draw({}))).toBe('draw_no_chance');
    await one.play.takeGifts({ of: 'wheel' });
    await one.play.exchangeChance({});
    expect(await refusal(one.play.exchangeChance({}))).toBe('chance_limit_today');
    expect((await one.play.readWheel({})).wheel?.chancePoints).toBeNull();
    expect(playPointsOf(cloud, await memberIdOf(one))).toEqual([-20, 500, 500, -20]);
  });

  it('staff do not draw; a day’s number is a day’s; closed is closed at once; a form made from an older version is refused', async () => {
    const one = await newcomer('oLimits');
    expect(await refusal(one.play.draw({}))).toBe('wheel_closed');
    expect((await one.play.readWheel({})).wheel).toBeNull();
    await publishWheel(cloud, { freePerDay: 3, perDay: 2, inTotal: 3 });
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await join(clerk);
    expect(await refusal(clerk.play.draw({}))).toBe('draw_not_for_staff');
    for (let turn = 0; turn < 2; turn += 1) await one.play.draw({});
    expect(await refusal(one.play.draw({}))).toBe('draw_limit_today');
    cloud.moveClock(cloud.clock.now() + DAY_MS);
    await one.play.draw({});
    expect(await refusal(one.play.draw({}))).toBe('draw_limit_total');
    await publishWheel(cloud, { isOn: false });
    expect(await refusal(one.play.draw({}))).toBe('wheel_closed');
    expect(await refusal(he().play.publishWheelRule({ draft: WHEEL, basedOn: 1 }))).toBe(
      'rule_changed_meanwhile',
    );
    const audited = documentsOf(cloud, 'auditEntries').filter(
      ({ action }) => action === 'play.publishWheelRule',
    );
    expect(audited.map(({ before, after }) => [before?.isOn, after?.isOn])).toEqual([
      [undefined, true],
      [true, false],
    ]);
  });

  it('two who become one have drawn as often as both and read all their turns; a closed account’s turns stay, its gifts go', async () => {
    await publishWheel(cloud, {
      freePerDay: 2,
      perDay: 2,
      prizes: always({ ...gold, stock: null }),
      fallbackId: null,
    });
    const { one, two, both } = await joinTwice(cloud);
    await one.play.draw({});
    await two.play.draw({});
    await both.identityMap.linkMine({});
    expect((await both.play.readWheel({})).draws).toHaveLength(2);
    expect(await refusal(both.play.draw({}))).toBe('draw_limit_today');
    await both.play.takeGifts({ of: 'wheel' });
    expect(playPointsOf(cloud, await memberIdOf(both))).toEqual([500, 500]);
    await undoLatest(cloud);
    await pass(cloud);
    expect((await one.play.readWheel({})).draws).toHaveLength(1);
  });

  it('a turn is nine calls at the most, reading the wheel four', async () => {
    await publishWheel(cloud, { ...chances(9), prizes: always({ ...gold, stock: 100 }), fallbackId: null });
    for (const openid of ['oWarm', 'oCounts']) await newcomer(openid);
    const counted = async (openid: string, op: string) => {
      const answer = await cloud.invoke(
        'play',
        { op, input: {}, requestId: newTestRequest() },
        { openid, appid: DEMO_APPID },
      );
      if (!answer.database || !('result' in answer)) throw new Error(`${op}: ${JSON.stringify(answer)}`);
      expect(answer.result).toMatchObject({ ok: true });
      return answer.database.calls;
    };
    await counted('oWarm', 'draw');
    const draw = await counted('oCounts', 'draw');
    const read = await counted('oCounts', 'readWheel');
    expect(read).toBe(4);
    expect(draw).toBeLessThanOrEqual(IS_STRICT ? 12 : 9);
  });
});
