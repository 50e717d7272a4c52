import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { shortName } from '../../../cloudfunctions/kit/ids/spread';
import { runDue } from '../../../cloudfunctions/journey/run/run-due';
import { newcomer } from '../../stage/audience/told-life';
import { dieAt, snapshotOf } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { planOf, publish, runsIn, say, tagAs, told, waitFor } from '../../stage/journey/journey-stage';
import { timerCallOf } from '../../stage/sweep-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';
import { drawnCalls } from '../../stage/property';

jest.setTimeout(600_000);

/** Noon in China, on a Monday. */
const NOON = instant(Date.parse('2026-03-02T12:00:00+08:00'));

describe('journeys when something breaks', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney({ tiers: true });
  });
  beforeEach(async () => {
    await cloud.reset();
    cloud.moveClock(NOON);
  });
  afterAll(() => cloud.close());

  const packId = () => {
    const pack = documentsOf(cloud, 'couponPacks').find(({ status }) => status === 'published');
    if (!pack) throw new Error('no pack');
    return pack._id;
  };
  const everything = () =>
    planOf([
      say('hello', 'gift'),
      { do: 'points', id: 'gift', points: 20, reason: '新客礼', next: 'grow' },
      { do: 'growth', id: 'grow', growth: 30, next: 'coupon' },
      { do: 'coupon', id: 'coupon', packId: packId(), next: 'tag' },
      tagAs('tag', '欢迎过', 'task'),
      { do: 'task', id: 'task', for: 'leader', title: '打个招呼', note: '', dueDays: 0, next: 'day' },
      waitFor('day', 60, 'again'),
      say('again', null),
    ]);
  /** What it all came to, without the moments it was written at. */
  const end = () => ({
    runs: runsIn(cloud).map(({ _id, state, how, trace }) => ({
      _id,
      state,
      how,
      trace: trace.map(({ node, what }) => `${node} ${what}`),
    })),
    told: told(cloud).sort(),
    points: documentsOf(cloud, 'pointsEntries').map(({ _id, points }) => [_id, points]),
    growth: documentsOf(cloud, 'growthEntries')
      .filter(({ source }) => source === 'adjusted')
      .map(({ _id, delta }) => [_id, delta]),
    coupons: documentsOf(cloud, 'coupons')
      .map(({ _id }) => _id)
      .sort(),
    tags: documentsOf(cloud, 'members').map(({ tags }) => tags),
    tasks: documentsOf(cloud, 'journeyTasks').map(({ _id, title }) => [_id, title]),
    places: documentsOf(cloud, 'journeyPlaces').map(({ _id, active }) => [_id, active]),
  });
  const minutes = async (count: number) => {
    for (let minute = 0; minute < count; minute += 1) await pass(cloud, MINUTE_MS);
  };

  it('wherever it breaks, everything is done once and it ends where it would have ended', async () => {
    await publish(cloud, '全部', everything());
    await newcomer(cloud, 'oOne');
    await minutes(4);
    // From here on only the journey has something to do: its own part runs, without the others of the minute.
    const back = snapshotOf(cloud);
    const live = async (turns: number) => {
      for (let turn = 0; turn < turns; turn += 1) {
        cloud.moveClock(instant(cloud.clock.now() + 11 * MINUTE_MS));
        await runDue(timerCallOf(cloud));
      }
    };
    cloud.faults.database.startTrace();
    await live(8);
    const calls = cloud.faults.database.trace.length;
    const whole = end();
    expect(whole.told).toEqual(['给会员的again', '给会员的hello']);
    expect(whole.runs).toMatchObject([{ state: 'ended', how: 'ended' }]);
    expect(whole.growth.map(([, delta]) => delta)).toEqual([30]);
    expect(whole.coupons.length).toBeGreaterThan(0);
    for (const nth of drawnCalls(calls)) {
      await back();
      await dieAt(cloud, nth, () => live(8).catch(() => undefined));
      await live(10);
      expect({ nth, end: end() }).toEqual({ nth, end: whole });
    }
  });

  it('two workers at once do each step once', async () => {
    await publish(cloud, '全部', everything());
    for (const name of ['oOne', 'oTwo', 'oThree']) await newcomer(cloud, name);
    await minutes(4);
    for (let turn = 0; turn < 12; turn += 1) {
      cloud.moveClock(instant(cloud.clock.now() + 10 * MINUTE_MS));
      await Promise.all([cloud.runTimers(), cloud.runTimers()]);
    }
    expect(runsIn(cloud).map(({ how }) => how)).toEqual(['ended', 'ended', 'ended']);
    expect(told(cloud)).toHaveLength(6);
    expect(documentsOf(cloud, 'pointsEntries').filter(({ reason }) => reason === '新客礼')).toHaveLength(3);
    expect(documentsOf(cloud, 'journeyTasks')).toHaveLength(3);
    expect(end().growth.map(([, delta]) => delta)).toEqual([30, 30, 30]);
    for (const { trace } of runsIn(cloud))
      expect(trace.map(({ node, what }) => `${node} ${what}`.trim())).toEqual([
        'entered',
        'hello inbox',
        'gift given',
        'grow given',
        'coupon given',
        'tag given',
        'task given',
        'day waited',
        'again inbox',
        'ended',
      ]);
  });

  it('what fails again and again is dead, holds nobody up, and goes on when somebody has it go on', async () => {
    const { journey } = phoneOf(cloud, 'operator-he');
    const task = {
      do: 'task',
      id: 'task',
      for: 'staff',
      title: '回访',
      note: '',
      dueDays: 1,
      next: 'tag',
    } as const;
    const journeyId = await publish(cloud, '回访', planOf([task, tagAs('tag', '来过', null)]));
    const [one, other] = [await newcomer(cloud, 'oOne'), await newcomer(cloud, 'oOther')];
    const runId = `${journeyId}:${one.memberId}:once`;
    // Something stands where the task of one of them is to be written.
    const inTheWay = {
      _id: `tsk_${shortName(`${runId}:task:1`)}`,
      journeyId,
      memberId: one.memberId,
      for: 'staff',
      leaderId: null,
      title: '挡路',
      note: '',
      state: 'open',
      dueAt: NOON,
      done: null,
      createdAt: NOON,
    };
    const database = cloud.database.environment(cloud.env);
    await database.insert('journeyTasks', [inTheWay]);
    await minutes(5);
    expect(runsIn(cloud).find(({ memberId }) => memberId === other.memberId)).toMatchObject({ how: 'ended' });
    for (const wait of [10, 20, 40, 80]) {
      expect(await journey.listDeadRuns({ journeyId, cursor: null })).toMatchObject({ runs: [] });
      await pass(cloud, wait * MINUTE_MS);
    }
    const { runs } = await journey.listDeadRuns({ journeyId, cursor: null });
    expect(runs).toMatchObject([{ runId, node: 'task', failures: 5 }]);
    await pass(cloud, DAY_MS);
    expect(runsIn(cloud).find(({ _id }) => _id === runId)).toMatchObject({ state: 'dead', wakeAt: null });
    await database.remove('journeyTasks', { _id: inTheWay._id }, true);
    expect(await journey.retryRun({ runId })).toEqual({ isRetried: true });
    expect(await journey.retryRun({ runId })).toEqual({ isRetried: false });
    await minutes(2);
    expect(runsIn(cloud).find(({ _id }) => _id === runId)).toMatchObject({ state: 'ended', how: 'ended' });
    expect(documentsOf(cloud, 'journeyTasks').map(({ title }) => title)).toEqual(['回访', '回访']);
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toContain('journey.retryRun');
  });

  it('of two journeys only one message fits into the day: the higher goes first, the other is held until the morning, and says why', async () => {
    const { journey } = phoneOf(cloud, 'operator-he');
    const byHand = (priority: number) => ({ priority, trigger: { on: 'hand' } }) as const;
    const low = await publish(cloud, '次要', planOf([say('low', null)], byHand(2)));
    const high = await publish(cloud, '首要', planOf([say('high', null)], byHand(8)));
    const { memberId } = await newcomer(cloud, 'oOne');
    // The lesser one is due first.
    for (const journeyId of [low, high]) {
      await journey.enterByHand({ journeyId, memberIds: [memberId] });
      cloud.moveClock(instant(cloud.clock.now() + MINUTE_MS));
    }
    const call = timerCallOf(cloud);
    const messageRules = { ...call.settings.messageRules, perKindAndDay: 1 };
    const capped = { ...call, settings: { ...call.settings, messageRules } };
    await runDue(capped);
    expect(told(cloud)).toEqual(['给会员的high']);
    const held = async () =>
      (await phoneOf(cloud, 'operator-he').journey.traceMember({ memberId, cursor: null })).runs.find(
        ({ journey }) => journey === '次要',
      );
    const morning = NOON + 21 * HOUR_MS;
    expect(await held()).toMatchObject({ state: 'active', node: 'low', wakeAt: morning });
    expect((await held())?.trace.at(-1)?.what).toBe('held_priority');
    await runDue({ ...capped, now: instant(morning) });
    await runDue({ ...capped, now: instant(morning) });
    expect(told(cloud).sort()).toEqual(['给会员的high', '给会员的low']);
  });

  it('reminders of the day go first: there is room for them and one more, or the message waits for the morning and says so', async () => {
    const { journey } = phoneOf(cloud, 'operator-he');
    const plan = planOf([say('hello', null)], { trigger: { on: 'hand' } });
    const journeyId = await publish(cloud, '手工', plan);
    const { memberId } = await newcomer(cloud, 'oOne');
    await minutes(4);
    const today = documentsOf(cloud, 'reminders').filter(
      ({ status, dueAt }) => status === 'scheduled' && dueAt < NOON + 12 * HOUR_MS,
    );
    expect(today.length).toBeGreaterThan(0);
    await journey.enterByHand({ journeyId, memberIds: [memberId] });
    const call = timerCallOf(cloud);
    const withDay = (perDay: number) => ({
      ...call,
      settings: { ...call.settings, messageRules: { ...call.settings.messageRules, perDay } },
    });
    await runDue(withDay(today.length));
    expect(told(cloud)).toEqual([]);
    expect(runsIn(cloud)).toMatchObject([{ state: 'active', wakeAt: NOON + 21 * HOUR_MS }]);
    expect(runsIn(cloud)[0]?.trace.at(-1)?.what).toBe('held_reminders');
    // On a day without any there is room.
    await cloud.database
      .environment(cloud.env)
      .update('reminders', { filter: {}, modifier: { $set: { status: 'sent' } }, multi: true });
    await runDue({ ...withDay(today.length), now: instant(NOON + 21 * HOUR_MS) });
    expect(told(cloud)).toEqual(['给会员的hello']);
  });

  it('runs of people who are being merged wait, and stand in nobody’s way', async () => {
    const { journey } = phoneOf(cloud, 'operator-he');
    const plan = planOf([tagAs('tag', '来过', null)], { trigger: { on: 'hand' } });
    const journeyId = await publish(cloud, '手工', plan);
    const [one, two] = [await newcomer(cloud, 'oOne'), await newcomer(cloud, 'oTwo')];
    await journey.enterByHand({ journeyId, memberIds: [one.memberId, two.memberId] });
    const run = runsIn(cloud).find(({ memberId }) => memberId === one.memberId);
    const database = cloud.database.environment(cloud.env);
    const waiting = Array.from({ length: 60 }, (_, n) => ({
      ...run,
      _id: `${run?._id}${String(n).padStart(5, '0')}`,
      wakeAt: NOON - 60 + n,
    }));
    await database.insert('journeyRuns', waiting);
    await database.update('members', {
      filter: { _id: one.memberId },
      modifier: { $set: { status: 'merged', mergedInto: two.memberId } },
      multi: false,
    });
    await runDue(timerCallOf(cloud));
    const ended = runsIn(cloud).filter(({ state }) => state === 'ended');
    expect(ended.map(({ memberId }) => memberId)).toEqual([two.memberId]);
    expect(runsIn(cloud).filter(({ failures }) => failures > 0)).toEqual([]);
  });

  it('two thousand due runs are moved the longest due first and within the time of their part; what is left is the next minute’s', async () => {
    const { database, env } = cloud;
    const journeyId = await publish(
      cloud,
      '很多人',
      planOf([waitFor('day', 1440, null)], { trigger: { on: 'hand' } }),
    );
    const { memberId } = await newcomer(cloud, 'oOne');
    await phoneOf(cloud, 'operator-he').journey.enterByHand({ journeyId, memberIds: [memberId] });
    const [run] = runsIn(cloud);
    if (!run) throw new Error('no run');
    const crowd = Array.from({ length: 2000 }, (_, n) => ({
      ...run,
      _id: `${run._id}${String(n).padStart(5, '0')}`,
      wakeAt: NOON + n,
      node: null,
    }));
    await database.environment(env).insert('journeyRuns', crowd);
    cloud.moveClock(instant(NOON + 10 * MINUTE_MS));
    const ended = () => runsIn(cloud).filter(({ state }) => state === 'ended').length;
    let asked = 0;
    await runDue({ ...timerCallOf(cloud), outOfTime: () => (asked += 1) > 300 });
    const first = ended();
    expect(first).toBeGreaterThan(50);
    expect(first).toBeLessThan(300);
    expect(runsIn(cloud).filter(({ wakeAt }) => wakeAt !== null && wakeAt < NOON + 50)).toEqual([]);
  });
});
