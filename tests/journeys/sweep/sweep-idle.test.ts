import { MINUTE_MS } from '@contracts/primitives/time';
import { schema } from '../../../cloudfunctions/kit/store/schema';
import { schedule } from '../../../cloudfunctions/sweep';
import type { LocalCloud } from '../../../local/server';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

/** What a minute costs in which nothing is due, and that nothing is missed for it. */
describe('a minute with nothing to do', () => {
  let cloud: LocalCloud;
  beforeEach(async () => {
    cloud = await startJourney();
  });
  afterEach(() => cloud.close());

  /** One minute later, a sweep: what it asked of the database. */
  async function nextMinute() {
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    cloud.faults.database.startTrace();
    await cloud.runTimers();
    return cloud.faults.database.trace.map(({ action, collection }) => ({ action, collection }));
  }
  async function settle(minutes = 6) {
    for (let minute = 0; minute < minutes; minute += 1) await nextMinute();
  }

  it('reads at most three documents and writes none, whichever minute it is', async () => {
    await settle();
    for (let minute = 0; minute < 2 * schedule.length; minute += 1) {
      const calls = await nextMinute();
      expect(calls[0]).toMatchObject({ collection: 'dueWork' });
      // Every half hour the leaders' cards are counted: that minute is not idle, nor the next, which looks what is left.
      const isCounting = calls.some(({ collection }) => collection === 'leaderBriefs');
      if (isCounting) await nextMinute();
      else expect(calls.length).toBeLessThanOrEqual(3);
    }
  });

  it('a reminder goes out in its minute, after hours of idle ones', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await settle();
    await lin.member.join({ leaderCode: null, phoneCode: null });
    await lin.allowReminders();
    const [first] = documentsOf(cloud, 'reminders').sort((a, b) => a.dueAt - b.dueAt);
    if (!first) throw new Error('no reminder');
    while (cloud.clock.now() + MINUTE_MS < first.dueAt) await nextMinute();
    expect(lin.serviceNotifications()).toHaveLength(0);
    await nextMinute();
    expect(lin.serviceNotifications()).toHaveLength(1);
  });

  it('work that is written is found by the next minute, whoever writes it and however the marks stand', async () => {
    await settle(20);
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const [joined] = documentsOf(cloud, 'members');
    expect(joined).toMatchObject({ welcomePoints: 'due' });
    await nextMinute();
    const [welcomed] = documentsOf(cloud, 'members');
    expect(welcomed).toMatchObject({ welcomePoints: 'done' });
  });

  it('a mark that was lost costs minutes, not the work', async () => {
    await settle(20);
    const lin = phoneOf(cloud, 'shopper-lin');
    cloud.faults.apply({ target: 'database', collection: 'dueWork', nth: 1, onwards: true, kind: 'drop' });
    await lin.member.join({ leaderCode: null, phoneCode: null });
    cloud.faults.clear();
    let minutes = 0;
    while (documentsOf(cloud, 'members')[0]?.welcomePoints === 'due' && minutes < 100) {
      await nextMinute();
      minutes += 1;
    }
    expect(minutes).toBeLessThanOrEqual(schedule.length);
  });

  it('a second join in the same minute costs no mark', async () => {
    await settle();
    const callsOfJoin = async (openid: string) => {
      cloud.faults.database.startTrace();
      await phoneOf(cloud, { openid, appid: 'wx0123456789abcdef' }).member.join({
        leaderCode: null,
        phoneCode: null,
      });
      return cloud.faults.database.trace.filter(({ collection }) => collection === 'dueWork').length;
    };
    expect(await callsOfJoin('oFirst-idle')).toBeGreaterThan(0);
    expect(await callsOfJoin('oSecond-idle')).toBe(0);
  });

  it('every collection a part looks into says by which fields', () => {
    const silent = schedule.flatMap(({ sources }) =>
      sources
        .map(({ collection }) => collection)
        .filter((collection) => schema[collection].due === undefined),
    );
    expect(silent).toEqual([]);
  });
});
