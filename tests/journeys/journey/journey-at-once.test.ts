import { instant, MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { loadMoving } from '../../../cloudfunctions/journey/run/load-moving';
import { moveRun } from '../../../cloudfunctions/journey/run/move-run';
import { runDue } from '../../../cloudfunctions/journey/run/run-due';
import { newcomer } from '../../stage/audience/told-life';
import { pass } from '../../stage/invite-stage';
import { planOf, publish, runsIn, say, tagAs } from '../../stage/journey/journey-stage';
import { timerCallOf } from '../../stage/sweep-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

jest.setTimeout(300_000);

const NOON = instant(Date.parse('2026-03-02T12:00:00+08:00'));

describe('journeys of who came a moment ago, and workers who come too late', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney({ tiers: true });
  });
  beforeEach(async () => {
    await cloud.reset();
    cloud.moveClock(NOON);
  });
  afterAll(() => cloud.close());

  it('who joined a moment ago enters by hand as they are: by the filter, by conditions, and with their points in words', async () => {
    const isNew = { if: 'since', what: 'joined', min: 0, max: 7 } as const;
    const plan = planOf(
      [
        { do: 'if', id: 'new', rule: isNew, yes: 'hello', no: 'old' },
        say('hello', null, { fallback: { title: '欢迎', body: '你有 {积分} 积分' } }),
        tagAs('old', '老客', null),
      ],
      { trigger: { on: 'hand' }, filter: isNew },
    );
    const journeyId = await publish(cloud, '手工', plan);
    const { memberId } = await newcomer(cloud, 'oOne');
    await pass(cloud);
    await pass(cloud);
    expect(documentsOf(cloud, 'features').filter(({ _id }) => _id === memberId)).toEqual([]);
    const { journey } = phoneOf(cloud, 'operator-he');
    const dry = await journey.previewPlan({ plan, memberId, happens: [] });
    expect(dry.steps.at(-1)?.text?.inbox.body).toBe('你有 20 积分');
    expect(await journey.enterByHand({ journeyId, memberIds: [memberId] })).toMatchObject({ entered: 1 });
    await runDue(timerCallOf(cloud));
    expect(runsIn(cloud)[0]?.trace.map(({ node, what }) => `${node} ${what}`)).toEqual([
      ' entered',
      'new yes',
      'hello inbox',
      ' ended',
    ]);
    const sent = documentsOf(cloud, 'messages').filter(({ kind }) => kind === 'campaign');
    expect(sent.map(({ lines }) => lines)).toEqual([['你有 20 积分']]);
  });

  it('a worker who read a run before another moved it does nothing at all, whatever the step', async () => {
    const { journey } = phoneOf(cloud, 'operator-he');
    const plan = planOf(
      [
        { do: 'points', id: 'gift', points: 20, reason: '旅程礼', next: 'grow' },
        { do: 'growth', id: 'grow', growth: 7, next: 'tag' },
        tagAs('tag', '来过', 'task'),
        { do: 'task', id: 'task', for: 'staff', title: '回访', note: '', dueDays: 1, next: 'hello' },
        say('hello', null),
      ],
      { trigger: { on: 'hand' } },
    );
    const journeyId = await publish(cloud, '手工', plan);
    const { memberId } = await newcomer(cloud, 'oOne');
    await journey.enterByHand({ journeyId, memberIds: [memberId] });
    const all = () =>
      (
        [
          'journeyRuns',
          'pointsEntries',
          'growthEntries',
          'members',
          'journeyTasks',
          'messages',
          'facts',
        ] as const
      ).map((name) => documentsOf(cloud, name));
    for (const node of ['gift', 'grow', 'tag', 'task', 'hello']) {
      const [read] = runsIn(cloud);
      if (!read) throw new Error('no run');
      expect(read.node).toBe(node);
      const moving = await loadMoving(timerCallOf(cloud));
      await moveRun(moving, read);
      const after = all();
      await moveRun(moving, read);
      expect(all()).toEqual(after);
      expect(runsIn(cloud)[0]?.revision).toBe(read.revision + 1);
      cloud.moveClock(instant(cloud.clock.now() + MINUTE_MS));
    }
    expect(runsIn(cloud)).toMatchObject([{ state: 'ended' }]);
  });
});
