import fc from 'fast-check';
import type { JourneyPlan } from '@contracts/journey/journey-graph';
import { DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { runDue } from '../../../cloudfunctions/journey/run/run-due';
import { newcomer, type Somebody } from '../../stage/audience/told-life';
import { dieAt, snapshotOf } from '../../stage/identity-stage';
import { order } from '../../stage/invite-stage';
import { planOf, publish, runsIn, say, tagAs, told, waitFor } from '../../stage/journey/journey-stage';
import { assertAlways, PROPERTY_TIMEOUT_MS } from '../../stage/property';
import { timerCallOf } from '../../stage/sweep-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';
import { allEnded } from '../../stage/journey/all-ended';

jest.setTimeout(PROPERTY_TIMEOUT_MS);

const NOON = instant(Date.parse('2026-03-02T12:00:00+08:00'));
const PEOPLE = 3;

/** What happens: somebody enters, twice at once perhaps, or buys; time goes on and the runs move, by one, by two at once, or by one that dies on the way. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('enter' as const),
      who: fc.nat(PEOPLE - 1),
      into: fc.nat(1),
      twice: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('buy' as const), who: fc.nat(PEOPLE - 1) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('turn' as const),
      minutes: fc.integer({ min: 1, max: 1500 }),
      how: fc.constantFrom('one' as const, 'two' as const, 'dies' as const),
      call: fc.integer({ min: 1, max: 60 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const byHand: Partial<JourneyPlan> = { trigger: { on: 'hand' }, entry: { again: 'each_cause' } };
const first = planOf(
  [
    say('hello', 'buys'),
    {
      do: 'wait',
      id: 'buys',
      until: { kind: 'fact', fact: 'paid', withinMinutes: 1440 },
      next: 'yes',
      late: 'gift',
    },
    tagAs('yes', '买了', 'later'),
    { do: 'points', id: 'gift', points: 5, reason: '旅程礼', next: 'later' },
    waitFor('later', 60, 'again'),
    say('again', null),
  ],
  byHand,
);
const second = planOf(
  [
    { do: 'growth', id: 'grow', growth: 7, next: 'task' },
    { do: 'task', id: 'task', for: 'staff', title: '回访', note: '', dueDays: 1, next: 'night' },
    {
      do: 'wait',
      id: 'night',
      until: { kind: 'clock', atMinute: 23 * 60, weekdays: [] },
      next: 'late',
      late: null,
    },
    say('late', null),
  ],
  byHand,
);

describe('journeys, whatever happens in whatever order', () => {
  let cloud: LocalCloud;
  let people: Somebody[];
  let journeys: string[];
  let begin: () => Promise<void>;
  beforeAll(async () => {
    cloud = await startJourney({ tiers: true });
    cloud.moveClock(NOON);
    people = [];
    for (let n = 0; n < PEOPLE; n += 1) people.push(await newcomer(cloud, `oJourney-${n}`));
    journeys = [await publish(cloud, '一', first), await publish(cloud, '二', second)];
    begin = snapshotOf(cloud);
  });
  afterAll(() => cloud.close());

  async function enter(who: number, into: number, times: number): Promise<number> {
    const memberId = people[who]?.memberId;
    const journeyId = journeys[into];
    if (!memberId || !journeyId) throw new Error('nobody');
    const { journey } = phoneOf(cloud, 'operator-he');
    const came = await allEnded(
      Array.from({ length: times }, () => journey.enterByHand({ journeyId, memberIds: [memberId] })),
    );
    return came.reduce((sum, { entered }) => sum + entered, 0);
  }

  async function turn(minutes: number, how: 'one' | 'two' | 'dies', call: number): Promise<void> {
    cloud.moveClock(instant(cloud.clock.now() + minutes * MINUTE_MS));
    const run = () => runDue(timerCallOf(cloud));
    if (how === 'one') await run();
    if (how === 'two') await allEnded([run(), run()]);
    if (how === 'dies') await dieAt(cloud, call, () => run().catch(() => undefined));
  }

  /** @returns how many entered by what they were answered */
  async function happen(one: Step): Promise<number> {
    if (one.do === 'enter') return enter(one.who, one.into, one.twice ? 2 : 1);
    if (one.do === 'turn') await turn(one.minutes, one.how, one.call);
    const buyer = one.do === 'buy' ? people[one.who] : undefined;
    if (buyer) await order(cloud, buyer.phone, 3_000);
    return 0;
  }

  const stepsDone = (what: RegExp): number =>
    runsIn(cloud)
      .flatMap(({ trace }) => trace)
      .filter((entry) => what.test(`${entry.node} ${entry.what}`)).length;

  /**
   * Held over a night perhaps, or for reminders, which nobody sends here; of no use any more when that took three days, or when every sweep of three days died.
   */
  const message = (id: string) => `(${id} held_(quiet|reminders);)*${id} (inbox|skipped_useless)`;
  const ways = [
    `${message('hello')};buys (happened;yes (given|as_it_was)|timed_out;gift given);later waited;${message('again')}`,
    `grow given;task given;night waited;${message('late')}`,
  ].map((steps) => new RegExp(`^ entered;${steps}; ended$`));

  function expectWhole(entered: number): void {
    const runs = runsIn(cloud);
    expect(runs).toHaveLength(entered);
    for (const { state, trace } of runs) {
      const way = trace.map(({ node, what }) => `${node} ${what}`).join(';');
      expect([state, way, ways.some((one) => one.test(way))]).toEqual(['ended', way, true]);
    }
    expect(told(cloud)).toHaveLength(stepsDone(/^(hello|again|late) inbox$/));
    const gifts = documentsOf(cloud, 'pointsEntries').filter(({ reason }) => reason === '旅程礼');
    expect(gifts).toHaveLength(stepsDone(/^gift given$/));
    const growth = documentsOf(cloud, 'growthEntries').filter(({ source }) => source === 'adjusted');
    expect(growth).toHaveLength(stepsDone(/^grow given$/));
    expect(documentsOf(cloud, 'journeyTasks')).toHaveLength(stepsDone(/^task given$/));
    expect(documentsOf(cloud, 'journeyPlaces').filter(({ active }) => active !== null)).toEqual([]);
  }

  it('everybody gets each step of each run once, nothing is lost, and each is in a journey once at a time', async () => {
    await assertAlways(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
        await begin();
        cloud.moveClock(NOON);
        let entered = 0;
        for (const one of steps) {
          entered += await happen(one);
          const active = runsIn(cloud).filter(({ state }) => state !== 'ended');
          const places = new Set(active.map(({ journeyId, memberId }) => `${journeyId} ${memberId}`));
          expect(places.size).toBe(active.length);
        }
        // Time enough for every wait: three days for each of two messages, a day for a purchase; a step takes a turn.
        for (let n = 0; n < 36; n += 1) await turn(n % 2 === 0 ? 700 : 1, 'one', 1);
        for (let n = 0; n < 12; n += 1) await turn(1, 'one', 1);
        expectWhole(entered);
        expect(cloud.clock.now()).toBeGreaterThan(NOON + DAY_MS);
      }),
      { keptSeeds: [1, 33392888], kept: 2, keptLong: 10, fresh: 4 },
    );
  });
});
