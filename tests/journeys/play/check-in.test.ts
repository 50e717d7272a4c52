import { isCouponPackId } from '@contracts/primitives/ids';
import { pass } from '../../stage/invite-stage';
import { join, joinTwice, memberIdOf, personOf, undoLatest } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import {
  chinaDay,
  chinaTime,
  CHECK_IN,
  playPointsOf,
  publishCheckIn,
  refusal,
} from '../../stage/play/play-stage';
import { documentsOf, phoneOf } from '../../stage/stage';

const packOf = (text: string) => {
  if (!isCouponPackId(text)) throw new Error(text);
  return text;
};
/** Published, and for those who join. */
const DEMO_PACK = packOf('pack_newcomer');
const november = Array.from({ length: 30 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`);

describe('签到', () => {
  const cloud = sharedCloud();
  const at = (day: string, time?: string) => cloud.moveClock(chinaTime(day, time));
  const he = () => phoneOf(cloud, 'operator-he');

  it('every day of November, 1 December left out: 30 in a row, then 1; each day and each length is given once', async () => {
    await publishCheckIn(cloud);
    at('2026-11-01', '09:00:00');
    const one = personOf(cloud, 'oEveryDay');
    await join(one);
    for (const [before, day] of november.entries()) {
      at(day, '20:00:00');
      expect(await one.play.checkIn({})).toMatchObject({ outcome: 'checked_in', streak: before + 1 });
      await one.play.takeGifts({});
    }
    const memberId = await memberIdOf(one);
    expect(playPointsOf(cloud, memberId).reduce((sum, more) => sum + more)).toBe(26 * 5 + 4 * 10 + 70);
    expect(documentsOf(cloud, 'players')).toMatchObject([{ _id: memberId, chances: 0, cards: 1 }]);
    at('2026-12-01', '23:59:59');
    expect((await one.play.readPlay({})).checkIn).toMatchObject({ streak: 30, isDone: false });
    at('2026-12-02', '00:00:00');
    expect((await one.play.readPlay({})).checkIn).toMatchObject({ streak: 0, isDone: false });
    expect(await one.play.checkIn({})).toMatchObject({ outcome: 'checked_in', streak: 1 });
  });

  it('00:30 and 23:30 of one day in China are one day; 31 December goes on to 1 January', async () => {
    await publishCheckIn(cloud);
    const one = personOf(cloud, 'oTwice');
    await join(one);
    at('2026-12-31', '00:30:00');
    expect(await one.play.checkIn({})).toMatchObject({ outcome: 'checked_in', streak: 1 });
    at('2026-12-31', '23:30:00');
    expect(await one.play.checkIn({})).toMatchObject({ outcome: 'already', streak: 1 });
    at('2027-01-01', '00:00:00');
    expect(await one.play.checkIn({})).toMatchObject({ outcome: 'checked_in', streak: 2 });
    expect(documentsOf(cloud, 'checkIns').map(({ day }) => day)).toEqual(['2026-12-31', '2027-01-01']);
  });

  it('ten at once are one: one day, one gift, whoever gives it', async () => {
    await publishCheckIn(cloud);
    const one = personOf(cloud, 'oTen');
    await join(one);
    const answers = await Promise.all(Array.from({ length: 10 }, () => one.play.checkIn({})));
    expect(answers.filter(({ outcome }) => outcome === 'checked_in')).toHaveLength(1);
    await Promise.all([...Array.from({ length: 5 }, () => one.play.takeGifts({})), pass(cloud)]);
    expect(playPointsOf(cloud, await memberIdOf(one))).toEqual([5]);
    expect(documentsOf(cloud, 'checkIns')).toMatchObject([{ given: 1, owedSince: null, refused: [] }]);
  });

  it('what nobody took the sweep gives within minutes, and tells that they were there, once', async () => {
    await publishCheckIn(cloud);
    const one = personOf(cloud, 'oWaits');
    await join(one);
    await one.play.checkIn({});
    expect((await one.play.readPlay({})).owed).toBe(1);
    for (let minute = 0; minute < 5; minute += 1) await pass(cloud);
    expect((await one.play.readPlay({})).owed).toBe(0);
    expect((await one.points.readHome({})).balance).toBe(25);
    const facts = documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'checked_in');
    expect(facts).toMatchObject([{ refs: { streak: 1 } }]);
    const { entries } = await one.points.listEntries({ filter: 'earned', cursor: null });
    expect(entries.map(({ reason }) => reason)).toContain('签到 2026-11-21');
  });

  it('a missed day is made up for points, then for a card, within the month’s limit, and joins the streak', async () => {
    await publishCheckIn(cloud, { bonuses: [{ days: 3, prize: { kind: 'cards', cards: 1 } }] });
    const one = personOf(cloud, 'oMisses');
    at('2026-11-01');
    await join(one);
    await one.play.checkIn({});
    at('2026-11-03');
    await one.play.checkIn({});
    await one.play.takeGifts({});
    expect((await one.play.readPlay({})).checkIn?.makeUp).toMatchObject({
      days: ['2026-11-02'],
      leftThisMonth: 2,
    });
    const days = [chinaDay('2026-11-02'), chinaDay('2026-11-04'), chinaDay('2026-11-05')] as const;
    // Ten at once pay once.
    await Promise.all(Array.from({ length: 10 }, () => one.play.makeUp({ day: days[0] })));
    await one.play.takeGifts({});
    const memberId = await memberIdOf(one);
    expect(playPointsOf(cloud, memberId)).toEqual([5, 5, -10]);
    expect((await one.play.readPlay({})).checkIn).toMatchObject({
      streak: 3,
      makeUp: { cards: 1, leftThisMonth: 1 },
    });
    expect(await refusal(one.play.makeUp({ day: days[1] }))).toBe('make_up_not_possible');
    at('2026-11-06');
    expect(await one.play.makeUp({ day: days[2] })).toMatchObject({ outcome: 'checked_in', streak: 1 });
    expect(documentsOf(cloud, 'players')).toMatchObject([
      { cards: 0, madeUp: { month: '2026-11', count: 2 } },
    ]);
    expect(await refusal(one.play.makeUp({ day: days[1] }))).toBe('make_up_limit');
    expect(documentsOf(cloud, 'checkIns').map(({ day }) => day)).not.toContain(days[1]);
    // A visit is what happened on the day itself.
    await pass(cloud);
    expect(documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'checked_in')).toHaveLength(2);
  });

  it('two who become one have one streak of their days, one check-in a day and what both may do; apart again each has their own', async () => {
    await publishCheckIn(cloud, { ladder: [{ kind: 'chances', chances: 1 }], bonuses: [] });
    at('2026-11-10');
    const { one, two, both } = await joinTwice(cloud);
    for (const [day, who] of [
      ['2026-11-11', [one]],
      ['2026-11-12', [one, two]],
      ['2026-11-13', [two]],
    ] as const) {
      at(day);
      for (const phone of who) await phone.play.checkIn({});
      for (const phone of who) await phone.play.takeGifts({});
    }
    at('2026-11-13', '20:00:00');
    expect((await one.play.readPlay({})).checkIn).toMatchObject({ streak: 2, isDone: false });
    await both.identityMap.linkMine({});
    expect((await both.play.readPlay({})).checkIn).toMatchObject({ streak: 3, isDone: true });
    expect(await both.play.checkIn({})).toMatchObject({ outcome: 'already' });
    const kept = await memberIdOf(both);
    const ofKept = () => documentsOf(cloud, 'players').find(({ _id }) => _id === kept);
    expect(ofKept()).toMatchObject({ chances: 4 });
    await undoLatest(cloud);
    await pass(cloud);
    expect((await one.play.readPlay({})).checkIn).toMatchObject({ streak: 2, isDone: false });
    expect((await two.play.readPlay({})).checkIn).toMatchObject({ streak: 2, isDone: true });
    expect(documentsOf(cloud, 'players').map(({ chances }) => chances)).toEqual([2, 2]);
    const exported: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof one.identityMap.exportMine>> = await one.identityMap.exportMine({
        cursor,
      });
      exported.push(...page.parts.map(({ about }) => about));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(exported).toEqual(expect.arrayContaining(['签到', '抽奖机会和补签卡']));
  });

  it('is closed until the operator opens it, at once when they close it; a form made from an older version is refused', async () => {
    const one = personOf(cloud, 'oClosed');
    await join(one);
    expect((await one.play.readPlay({})).checkIn).toBeNull();
    expect(await refusal(one.play.checkIn({}))).toBe('check_in_closed');
    await publishCheckIn(cloud);
    await one.play.checkIn({});
    await publishCheckIn(cloud, { isOn: false });
    at('2026-11-22');
    expect(await refusal(one.play.checkIn({}))).toBe('check_in_closed');
    const stale = he().play.publishCheckInRule({ draft: CHECK_IN, basedOn: 1 });
    expect(await refusal(stale)).toBe('rule_changed_meanwhile');
    const audited = documentsOf(cloud, 'auditEntries').filter(
      ({ action }) => action === 'play.publishCheckInRule',
    );
    expect(audited.map(({ before, after }) => [before?.isOn, after?.isOn])).toEqual([
      [undefined, true],
      [true, false],
    ]);
    const unknown = { ...CHECK_IN, ladder: [{ kind: 'pack' as const, packId: DEMO_PACK }] };
    expect(await refusal(he().play.publishCheckInRule({ draft: unknown, basedOn: 2 }))).toBe(
      'play_prize_unknown',
    );
  });
});
