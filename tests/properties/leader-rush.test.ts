import type { LocalCloud } from '../../local/server';
import { addLeader, CHEN, CHEN_CODE, neighbour, recount } from '../stage/leader-stage';
import { PROPERTY_TIMEOUT_MS, seedsOf } from '../stage/property';
import { newTestRequest, phoneOf, startJourney } from '../stage/stage';
import { IS_STRICT } from '../stage/watch/log-watch';
import { allEnded } from '../stage/journey/all-ended';
import { sweepTrade } from '../stage/journey/sweep-trade';

jest.setTimeout(PROPERTY_TIMEOUT_MS);

/** Many joins at once under two leaders, sweeps in between, and faults at every kind of database call. */
describe('a rush under several leaders', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(() => cloud.reset());
  afterAll(() => cloud.close());

  const PEOPLE = 60;

  it.each(seedsOf([1, 2, 3]))(
    'the figures are exactly those of a recount, before the sweep, between and after (seed %i)',
    async (seed) => {
      const mei = await addLeader(cloud, 'Mei');
      const chen = phoneOf(cloud, 'leader-chen');
      const leaders = [
        { id: CHEN, phone: chen },
        { id: mei.id, phone: mei.phone },
      ];
      for (const kind of ['conflict', 'drop-after', 'error-before'] as const)
        cloud.faults.apply({ target: 'database', kind, probability: 0.01, seed, times: 40 });
      const joins = Array.from({ length: PEOPLE }, (_, n) =>
        neighbour(cloud, n)
          .member.join({ leaderCode: n % 3 === seed % 3 ? mei.code : CHEN_CODE, phoneCode: null })
          .catch(() => undefined),
      );
      await Promise.all([...joins, cloud.trigger('sweep').catch(() => undefined)]);
      cloud.faults.clear();
      const check = async () => {
        for (const { id, phone } of leaders)
          expect((await phone.leader.readFigures({})).totals.joins).toBe(recount(cloud, id).joins);
      };
      await check();
      // Readers while sweeps count: no figure is ever seen half moved.
      await allEnded<unknown>([cloud.trigger('sweep'), check(), check()]);
      await sweepTrade(cloud);
      await check();
      const all = leaders.map(({ id }) => recount(cloud, id).joins).reduce((sum, joined) => sum + joined, 0);
      expect(all).toBeGreaterThan(PEOPLE / 2);
    },
  );

  it('reading costs the same whatever the size of the team, and a join stays within its budget', async () => {
    const calls = async () => {
      const event = { op: 'readFigures', input: {}, requestId: newTestRequest() };
      return (await cloud.invoke('leader', event, 'leader-chen')).database?.calls;
    };
    await calls(); // the first of an instance in a minute reads the settings, too
    const empty = await calls();
    const event = {
      op: 'join',
      input: { leaderCode: CHEN_CODE, phoneCode: null },
      requestId: newTestRequest(),
    };
    const join = (await cloud.invoke('member', event, 'shopper-lin')).database;
    // Two calls more than those of an instance at work, and none of them waited for: the first of a minute wakes the sweep, beside
    // its commit, and reads the settings, beside what a join reads.
    expect(join?.calls).toBeLessThanOrEqual(IS_STRICT ? 18 : 13);
    expect(join?.inSequence).toBeLessThanOrEqual(7);
    await allEnded(
      Array.from({ length: PEOPLE }, (_, n) =>
        neighbour(cloud, n).member.join({ leaderCode: CHEN_CODE, phoneCode: null }),
      ),
    );
    expect(await calls()).toBe(empty);
    await sweepTrade(cloud);
    expect(await calls()).toBe(empty);
  });
});
