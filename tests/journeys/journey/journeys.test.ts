import type { SegmentRule } from '@contracts/audience/segment-rule';
import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { join, joinTwice, memberIdOf, personOf, snapshotOf } from '../../stage/identity-stage';
import { order, pass } from '../../stage/invite-stage';
import { hear, planOf, publish, runsIn, say, tagAs, told, waitFor } from '../../stage/journey/journey-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

jest.setTimeout(300_000);

/** A Monday. */
const NINE = instant(Date.parse('2026-03-02T09:00:00+08:00'));

describe('journeys', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(async () => {
    await cloud.reset();
    cloud.moveClock(NINE);
  });
  afterAll(() => cloud.close());

  const he = () => phoneOf(cloud, 'operator-he');
  const trace = (memberId: string) =>
    runsIn(cloud)
      .filter((run) => run.memberId === memberId)
      .flatMap((run) => run.trace.map(({ node, what }) => (node === '' ? what : `${node} ${what}`)));
  const tagsOf = (memberId: string) =>
    documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)?.tags ?? [];

  it('who joins is greeted, waits for nine on the day after, is tagged, given points and looked after: each once', async () => {
    await publish(
      cloud,
      '新客欢迎',
      planOf([
        say('hello', 'night'),
        {
          do: 'wait',
          id: 'night',
          until: { kind: 'clock', atMinute: 540, weekdays: [2] },
          next: 'gift',
          late: null,
        },
        { do: 'points', id: 'gift', points: 20, reason: '新客礼', next: 'tag' },
        tagAs('tag', '欢迎过', 'task'),
        { do: 'task', id: 'task', for: 'staff', title: '打个招呼', note: '', dueDays: 1, next: null },
      ]),
    );
    const one = await newcomer(cloud, 'oOne');
    await hear(cloud);
    expect(told(cloud)).toEqual(['给会员的hello']);
    const [run] = runsIn(cloud);
    const tuesday = NINE + DAY_MS;
    expect(run).toMatchObject({ state: 'active', node: 'night', wakeAt: tuesday });
    cloud.moveClock(instant(tuesday - 1));
    await cloud.runTimers();
    expect(tagsOf(one.memberId)).toEqual([]);
    cloud.moveClock(instant(tuesday));
    await cloud.runTimers();
    await pass(cloud);
    await pass(cloud);
    expect(trace(one.memberId)).toEqual([
      'entered',
      'hello inbox',
      'night waited',
      'gift given',
      'tag given',
      'task given',
      'ended',
    ]);
    expect(tagsOf(one.memberId)).toEqual(['欢迎过']);
    expect(documentsOf(cloud, 'journeyTasks')).toMatchObject([{ title: '打个招呼', state: 'open' }]);
    const gifts = documentsOf(cloud, 'pointsEntries').filter(({ reason }) => reason === '新客礼');
    expect(gifts.map(({ points }) => points)).toEqual([20]);
    expect(told(cloud)).toHaveLength(1);
    expect((await he().journey.traceMember({ memberId: one.memberId, cursor: null })).runs).toMatchObject([
      { journey: '新客欢迎', state: 'ended', how: 'ended' },
    ]);
  });

  it('entered at nine and again at three with a restart in between: one pending step, each step sent once', async () => {
    const journeyId = await publish(
      cloud,
      '手工',
      planOf([say('first', 'day'), waitFor('day', 1440, 'second'), say('second', null)], {
        trigger: { on: 'hand' },
        entry: { again: 'each_cause' },
      }),
    );
    const { memberId } = await newcomer(cloud, 'oOne');
    const enter = () => he().journey.enterByHand({ journeyId, memberIds: [memberId] });
    expect(await enter()).toMatchObject({ entered: 1 });
    await hear(cloud);
    cloud.moveClock(instant(NINE + 6 * HOUR_MS));
    // Everything there is stands in the database: whoever comes after a restart finds no more than this.
    await snapshotOf(cloud)();
    expect(await enter()).toMatchObject({ entered: 0, refused: [{ why: 'running', members: 1 }] });
    await hear(cloud);
    expect(runsIn(cloud).filter(({ wakeAt }) => wakeAt !== null)).toHaveLength(1);
    await pass(cloud, DAY_MS);
    await pass(cloud);
    expect(told(cloud).sort()).toEqual(['给会员的first', '给会员的second']);
    expect(await enter()).toMatchObject({ entered: 1 });
    const actions = documentsOf(cloud, 'auditEntries').map(({ action }) => action);
    for (const action of ['journey.saveJourney', 'journey.publishJourney', 'journey.enterByHand'])
      expect(actions).toContain(action);
  });

  it('once is enough: who leaves the segment and joins it again does not enter again', async () => {
    const rule: SegmentRule = { if: 'tag', anyOf: ['A'] };
    const { segmentId } = await he().audience.saveSegment({ segmentId: null, name: '有A', rule, basedOn: 0 });
    const before = await newcomer(cloud, 'oBefore');
    const tag = (memberId: typeof before.memberId, add: string[], remove: string[]) =>
      he().office.tagMember({ memberId, add, remove, reason: '旅程测试' });
    await tag(before.memberId, ['A'], []);
    for (let turn = 0; turn < 3; turn += 1) await untilTold(cloud);
    await publish(
      cloud,
      '进人群',
      planOf([tagAs('tag', '来过', null)], { trigger: { on: 'segment', segmentId, entered: true } }),
    );
    const { memberId } = await newcomer(cloud, 'oOne');
    for (const [add, remove] of [
      [['A'], []],
      [[], ['A']],
      [['A'], []],
    ] as const) {
      await tag(memberId, [...add], [...remove]);
      await untilTold(cloud);
      await hear(cloud);
    }
    // Who was in it before it was published has crossed nothing.
    expect(runsIn(cloud).map((run) => [run.memberId, run.state])).toEqual([[memberId, 'ended']]);
  });

  it('an order within the time is the goal and ends it; one that listens goes the one way, one that hears nothing the other', async () => {
    const goal = { fact: 'paid', withinMinutes: 7 * 24 * 60 } as const;
    await publish(cloud, '首单', planOf([waitFor('day', 1440, 'nudge'), say('nudge', null)], { goal }));
    await publish(
      cloud,
      '等首单',
      planOf([
        {
          do: 'wait',
          id: 'buys',
          until: { kind: 'fact', fact: 'paid', withinMinutes: 2880 },
          next: 'yes',
          late: 'no',
        },
        tagAs('yes', '买了', null),
        tagAs('no', '没买', null),
      ]),
    );
    const [buyer, looker] = [await newcomer(cloud, 'oBuyer'), await newcomer(cloud, 'oLooker')];
    await hear(cloud);
    await order(cloud, buyer.phone, 5_000);
    await hear(cloud);
    await pass(cloud);
    expect(tagsOf(buyer.memberId)).toEqual(['买了']);
    const ends = () =>
      runsIn(cloud)
        .filter(({ memberId }) => memberId === buyer.memberId)
        .map(({ how }) => how);
    expect(ends().sort()).toEqual(['ended', 'goal']);
    await pass(cloud, DAY_MS);
    await pass(cloud, DAY_MS + 10 * MINUTE_MS);
    await pass(cloud);
    expect(tagsOf(looker.memberId)).toEqual(['没买']);
    expect(told(cloud)).toEqual(['给会员的nudge']);
  });

  it('who wants nothing picked for them enters none, and leaves the one they are in before its next step', async () => {
    await publish(cloud, '欢迎', planOf([waitFor('day', 1440, 'hello'), say('hello', null)]));
    const under = await newcomer(cloud, 'oUnder');
    const never = personOf(cloud, 'oNever');
    await join(never);
    await never.message.saveSettings({ mutedKinds: [], quietHours: null, personalised: false });
    await hear(cloud);
    expect(runsIn(cloud).map(({ memberId }) => memberId)).toEqual([under.memberId]);
    await under.phone.message.saveSettings({ mutedKinds: [], quietHours: null, personalised: false });
    await pass(cloud, DAY_MS + HOUR_MS);
    await pass(cloud);
    expect(runsIn(cloud)).toMatchObject([{ memberId: under.memberId, state: 'ended', how: 'opted_out' }]);
    expect(told(cloud)).toEqual([]);
  });

  it('who switches the merchant’s messages off on the way leaves, and so does who closes the account', async () => {
    await publish(cloud, '欢迎', planOf([waitFor('day', 1440, 'hello'), say('hello', null)]));
    const [quiet, gone] = [await newcomer(cloud, 'oQuiet'), await newcomer(cloud, 'oGone')];
    await hear(cloud);
    await quiet.phone.message.saveSettings({ mutedKinds: ['campaign'], quietHours: null });
    await gone.phone.identityMap.requestClosure({});
    await pass(cloud, DAY_MS + HOUR_MS);
    await pass(cloud);
    expect(runsIn(cloud).find(({ memberId }) => memberId === quiet.memberId)).toMatchObject({
      how: 'opted_out',
    });
    await publish(cloud, '久等', planOf([waitFor('month', 60 * 1440, null)], { trigger: { on: 'hand' } }));
    const [journey] = documentsOf(cloud, 'journeys').filter(({ name }) => name === '久等');
    await he().journey.enterByHand({ journeyId: journey?._id ?? '', memberIds: [gone.memberId] });
    for (let day = 0; day < 9; day += 1) await pass(cloud, DAY_MS);
    await pass(cloud);
    expect(documentsOf(cloud, 'members').some(({ _id }) => _id === gone.memberId)).toBe(false);
    const ends = runsIn(cloud).filter(({ memberId }) => memberId === gone.memberId);
    expect(ends.map(({ state, how }) => [state, how]).sort()).toEqual([
      ['ended', 'closed'],
      ['ended', 'ended'],
    ]);
    expect(documentsOf(cloud, 'journeyPlaces').filter(({ memberId }) => memberId === gone.memberId)).toEqual(
      [],
    );
  });

  it('two of one person who are both on the way become one: the older run goes on, each step is sent once', async () => {
    await publish(cloud, '欢迎', planOf([waitFor('day', 1440, 'hello'), say('hello', null)]));
    const { one, two, both } = await joinTwice(cloud);
    await hear(cloud);
    const [first, second] = [await memberIdOf(one), await memberIdOf(two)];
    expect(runsIn(cloud).map(({ state }) => state)).toEqual(['active', 'active']);
    await join(both);
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
    const kept = await memberIdOf(both);
    const older = runsIn(cloud).find(({ state }) => state === 'active');
    expect(older?.memberId).toBe(kept);
    expect(older?._id).toContain(first);
    expect(runsIn(cloud).find(({ _id }) => _id.includes(second))).toMatchObject({
      how: 'merged',
      memberId: kept,
    });
    await pass(cloud, DAY_MS + HOUR_MS);
    await pass(cloud);
    expect(told(cloud)).toEqual(['给会员的hello']);
  });
});
