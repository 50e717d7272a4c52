import type { SegmentRule } from '@contracts/audience/segment-rule';
import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { pass } from '../../stage/invite-stage';
import { hear, planOf, publish, runsIn, tagAs, waitFor } from '../../stage/journey/journey-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

jest.setTimeout(300_000);

/** A Monday. */
const NINE = instant(Date.parse('2026-03-02T09:00:00+08:00'));

describe('versions of a journey', () => {
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
  const tagsOf = (memberId: string) =>
    documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)?.tags ?? [];

  it('another version: runs finish on theirs, or go on where their step is mapped to', async () => {
    const { journey } = he();
    const journeyId = await publish(
      cloud,
      '改版',
      planOf([waitFor('day', 1440, 'old'), tagAs('old', '旧', null)]),
    );
    const [one, two] = [await newcomer(cloud, 'oOne'), await newcomer(cloud, 'oTwo')];
    await hear(cloud);
    const next = async (
      tag: string,
      node: string,
      running: 'finish' | { mapping: Record<string, string> },
    ) => {
      const { saves } = await journey.readJourney({ journeyId });
      const draft = planOf([waitFor(node, 1440, 'new'), tagAs('new', tag, null)]);
      const saved = await journey.saveJourney({ journeyId, name: '改版', draft, basedOn: saves });
      await journey.publishJourney({ journeyId, basedOn: saved.saves, running });
    };
    await next('新', 'night', { mapping: { day: 'night' } });
    const three = await newcomer(cloud, 'oThree');
    await hear(cloud);
    await next('再新', 'later', 'finish');
    await pass(cloud, DAY_MS);
    await pass(cloud);
    await pass(cloud);
    expect([one, two, three].map(({ memberId }) => tagsOf(memberId))).toEqual([['新'], ['新'], ['新']]);
    expect(runsIn(cloud).map(({ version }) => version)).toEqual([2, 2, 2]);
    await expect(
      journey.saveJourney({ journeyId, name: '改版', draft: planOf([tagAs('new', '新', null)]), basedOn: 1 }),
    ).rejects.toMatchObject({ code: 'journey_changed' });
  });

  it('paused, whoever comes due stands still; afterwards they go on, and what happened meanwhile let nobody in', async () => {
    const journeyId = await publish(
      cloud,
      '暂停',
      planOf([waitFor('day', 1440, 'tag'), tagAs('tag', '到了', null)]),
    );
    const { memberId } = await newcomer(cloud, 'oOne');
    await hear(cloud);
    await he().journey.setJourneyStatus({ journeyId, to: 'paused' });
    await newcomer(cloud, 'oTwo');
    await pass(cloud, DAY_MS);
    await pass(cloud);
    expect(tagsOf(memberId)).toEqual([]);
    expect((await he().journey.listJourneys({})).journeys).toMatchObject([{ status: 'paused', active: 0 }]);
    await he().journey.setJourneyStatus({ journeyId, to: 'running' });
    await hear(cloud);
    expect(tagsOf(memberId)).toEqual(['到了']);
    expect(runsIn(cloud)).toHaveLength(1);
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toContain(
      'journey.setJourneyStatus',
    );
    expect((await he().journey.readJourney({ journeyId })).ended).toEqual([{ how: 'ended', members: 1 }]);
  });

  it('at its time of the week whoever is in the segment enters, once a round; paused it lets nobody in', async () => {
    const rule: SegmentRule = { if: 'tag', anyOf: ['A'] };
    const { segmentId } = await he().audience.saveSegment({ segmentId: null, name: '有A', rule, basedOn: 0 });
    const [one, two] = [await newcomer(cloud, 'oJourney-one'), await newcomer(cloud, 'oJourney-two')];
    await he().office.tagMember({ memberId: one.memberId, add: ['A'], remove: [], reason: '旅程测试' });
    for (let turn = 0; turn < 3; turn += 1) await untilTold(cloud);
    const trigger = { on: 'schedule', segmentId, atMinute: 600, weekdays: [2, 4] } as const;
    const plan = planOf([tagAs('tag', '来过', null)], {
      trigger: { ...trigger, weekdays: [2, 4] },
      entry: { again: 'each_cause' },
    });
    const journeyId = await publish(cloud, '每周', plan);
    const entered = () => runsIn(cloud).map(({ memberId, since }) => [memberId, since]);
    const goTo = async (at: number) => {
      cloud.moveClock(instant(at));
      for (let minute = 0; minute < 6; minute += 1) await pass(cloud);
    };
    const [tuesday, thursday] = [NINE + DAY_MS + HOUR_MS, NINE + 3 * DAY_MS + HOUR_MS];
    await goTo(tuesday - 10 * MINUTE_MS);
    expect(entered()).toEqual([]);
    await goTo(tuesday);
    expect(entered()).toEqual([[one.memberId, tuesday]]);
    await he().office.tagMember({ memberId: two.memberId, add: ['A'], remove: [], reason: '旅程测试' });
    for (let turn = 0; turn < 3; turn += 1) await untilTold(cloud);
    await goTo(thursday);
    expect(entered().sort()).toEqual(
      [
        [one.memberId, tuesday],
        [one.memberId, thursday],
        [two.memberId, thursday],
      ].sort(),
    );
    await he().journey.setJourneyStatus({ journeyId, to: 'paused' });
    await goTo(tuesday + 7 * DAY_MS);
    expect(entered()).toHaveLength(3);
    await he().journey.setJourneyStatus({ journeyId, to: 'running' });
    await goTo(thursday + 7 * DAY_MS);
    expect(entered()).toHaveLength(5);
  });

  it('a task is listed by when it is due, and finished once, with what came of it', async () => {
    const { journey } = he();
    const task = (id: string, dueDays: number, next: string | null) =>
      ({ do: 'task', id, for: 'staff', title: `回访${id}`, note: '问问口味', dueDays, next }) as const;
    const plan = planOf([task('late', 3, 'soon'), task('soon', 1, null)], { trigger: { on: 'hand' } });
    const journeyId = await publish(cloud, '回访', plan);
    const { memberId } = await newcomer(cloud, 'oJourney-one');
    await journey.enterByHand({ journeyId, memberIds: [memberId] });
    await hear(cloud);
    const list = async (state: 'open' | 'done') => (await journey.listTasks({ state, cursor: null })).tasks;
    const [first, second] = await list('open');
    expect([first, second].map((one) => one?.title)).toEqual(['回访soon', '回访late']);
    expect(first).toMatchObject({ member: { memberId }, from: '回访', note: '问问口味', done: null });
    const taskId = first?.taskId ?? '';
    expect(await journey.finishTask({ taskId, note: '爱吃辣' })).toEqual({ isDone: true });
    expect(await journey.finishTask({ taskId, note: '第二次' })).toEqual({ isDone: true });
    expect((await list('open')).map(({ title }) => title)).toEqual(['回访late']);
    expect(await list('done')).toMatchObject([{ title: '回访soon', done: { note: '爱吃辣' } }]);
    const entries = documentsOf(cloud, 'auditEntries').filter(
      ({ action }) => action === 'journey.finishTask',
    );
    expect(entries).toMatchObject([{ subjectId: memberId, reason: '爱吃辣' }]);
    await expect(journey.finishTask({ taskId: 'tsk_none', note: '没有' })).rejects.toMatchObject({
      code: 'journey_task_not_found',
    });
  });

  it('what a plan would do is shown before anybody enters: whom it asks for, and one member’s way with every text', async () => {
    const { journey } = he();
    const { memberId } = await newcomer(cloud, 'oJourney-one');
    await newcomer(cloud, 'oJourney-two');
    await hear(cloud);
    const { recipes } = await journey.listRecipes({});
    const plan = recipes.find(({ id }) => id === 'first-order')?.plan;
    if (!plan) throw new Error('no such recipe');
    const filter: SegmentRule = { if: 'orders', days: null, min: null, max: 0 };
    const asked = { plan: { ...plan, filter }, memberId };
    const quiet = await journey.previewPlan({ ...asked, happens: [] });
    expect(quiet.meets).toMatchObject({ about: 2 });
    expect(quiet.how).toBe('ended');
    const texts = quiet.steps.flatMap(({ text }) => (text ? [text.wechat.title] : []));
    expect(texts).toEqual(['你的首单还在等你', '送你 50 积分']);
    const buyer = await journey.previewPlan({ ...asked, happens: ['paid'] });
    expect([buyer.how, buyer.steps.filter(({ what }) => what === 'points')]).toEqual(['goal', []]);
    const nobody = await journey.previewPlan({ plan, memberId: null, happens: [] });
    expect(nobody.meets).toBeNull();
    expect(runsIn(cloud)).toEqual([]);
    const { problems } = await journey.saveJourney({
      journeyId: null,
      name: '首单提醒',
      draft: plan,
      basedOn: 0,
    });
    expect(problems).toEqual([]);
  });

  it('a plan that cannot be is kept as a draft and never published', async () => {
    const draft = planOf([tagAs('a', '甲', 'b'), tagAs('b', '乙', 'a')]);
    const { journeyId, problems } = await he().journey.saveJourney({
      journeyId: null,
      name: '循环',
      draft,
      basedOn: 0,
    });
    expect(problems.map(({ node, severity }) => [node, severity])).toEqual([
      ['a', 'stops'],
      ['b', 'stops'],
    ]);
    await expect(
      he().journey.publishJourney({ journeyId, basedOn: 1, running: 'finish' }),
    ).rejects.toMatchObject({ code: 'journey_unfit' });
  });
});
