import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { schema } from '../../../cloudfunctions/kit/store/schema';
import { schedule as memberSchedule } from '../../../cloudfunctions/member-sweep';
import { schedule as paymentSchedule } from '../../../cloudfunctions/payment-sweep';
import { schedule } from '../../../cloudfunctions/sweep';
import { placesOf } from '../../../cloudfunctions/sweep/look-around';
import { collectionsOf, SHARED } from '../../../cloudfunctions/sweep/run-schedule';
import { minutesOfTurns } from '../../../cloudfunctions/sweep/rotation';
import { BEST, billOf, payInWechat } from '../../stage/payment-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf } from '../../stage/stage';

/** What a minute costs in which nothing is due, and that nothing is missed for it. */
describe('a minute with nothing to do', () => {
  const cloud = cloudOfEach();

  /** Until whatever is due has been looked for, however the marks stand. */
  const minutesOfAllTurns = Math.max(
    ...[schedule, paymentSchedule, memberSchedule].map(({ name, parts }) =>
      minutesOfTurns(name, placesOf(parts).length),
    ),
  );

  /** One minute later, both sweeps: what it asked of the database; half a minute later, one of them. */
  async function nextMinute(ms = MINUTE_MS) {
    cloud.moveClock(cloud.clock.now() + ms);
    cloud.faults.database.startTrace();
    await cloud.runTimers();
    return cloud.faults.database.trace.map(({ action, collection }) => ({ action, collection }));
  }
  async function comeToRest(minutes = 6) {
    for (let minute = 0; minute < minutes; minute += 1) await nextMinute();
  }

  it('reads at most three documents in all and writes none, whenever the minute begins', async () => {
    await comeToRest();
    const nextHalf = () => nextMinute(MINUTE_MS / 2);
    let before = await nextHalf();
    for (let half = 0; half < 2 * minutesOfAllTurns; half += 1) {
      const calls = await nextHalf();
      const minute = [...before, ...calls];
      before = calls;
      // Every half hour the leaders' cards are counted: that minute is not idle, nor the next, which looks what is left.
      if (calls.some(({ collection }) => collection === 'leaderBriefs')) {
        await nextMinute();
        before = await nextHalf();
        continue;
      }
      // One for each sweep, and the members' in four minutes of ten.
      const marks = minute.filter(({ collection }) => collection === 'dueWork').length;
      expect([2, 3]).toContain(marks);
      expect(minute.length > 3 ? minute : []).toEqual([]);
    }
  });

  it('what one sweep writes and the other looks into as well is known to be of both: it is marked', () => {
    const all = [schedule, paymentSchedule, memberSchedule].flatMap(({ parts }) => [...collectionsOf(parts)]);
    const shared = new Set(all.filter((name, at) => all.indexOf(name) < at));
    expect([...shared].sort()).toEqual([...SHARED].sort());
  });

  it('a reminder goes out in its minute, after hours of idle ones', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await comeToRest();
    await lin.member.join({ leaderCode: null, phoneCode: null });
    await lin.allowReminders();
    await nextMinute();
    const [first] = documentsOf(cloud, 'reminders').sort((a, b) => a.dueAt - b.dueAt);
    if (!first) throw new Error('no reminder');
    while (cloud.clock.now() + MINUTE_MS < first.dueAt) await nextMinute();
    expect(lin.serviceNotifications()).toHaveLength(0);
    await nextMinute();
    expect(lin.serviceNotifications()).toHaveLength(1);
  });

  it('work that is written is found by the next minute, whoever writes it and however the marks stand', async () => {
    await comeToRest(20);
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const [joined] = documentsOf(cloud, 'members');
    expect(joined).toMatchObject({ welcomePoints: 'due' });
    await nextMinute();
    const [welcomed] = documentsOf(cloud, 'members');
    expect(welcomed).toMatchObject({ welcomePoints: 'done' });
  });

  it('a mark that was lost costs minutes, not the work', async () => {
    await comeToRest(20);
    const lin = phoneOf(cloud, 'shopper-lin');
    cloud.faults.apply({ target: 'database', collection: 'dueWork', nth: 1, onwards: true, kind: 'drop' });
    await lin.member.join({ leaderCode: null, phoneCode: null });
    cloud.faults.clear();
    let minutes = 0;
    while (documentsOf(cloud, 'members')[0]?.welcomePoints === 'due' && minutes < 100) {
      await nextMinute();
      minutes += 1;
    }
    expect(minutes).toBeLessThanOrEqual(minutesOfAllTurns);
  });

  it('a payment whose mark was lost is followed up all the same', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await comeToRest(20);
    const orderId = await billOf(cloud, 3200);
    const { quote } = await lin.payment.quote({ orderId, ...BEST });
    cloud.faults.apply({ target: 'database', collection: 'dueWork', nth: 1, onwards: true, kind: 'drop' });
    await lin.payment.pay({ orderId, ...BEST, expectedFen: quote.payableFen, at: 'counter' });
    cloud.faults.clear();
    const [{ checkAt } = { checkAt: null }] = documentsOf(cloud, 'orders');
    cloud.moveClock(checkAt ?? NaN);
    await comeToRest(minutesOfTurns('payment-sweep', placesOf(paymentSchedule.parts).length));
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'cancelled' }]);
  });

  it('what one sweep writes into a collection of the other is marked, and found by it', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    await comeToRest(20);
    cloud.wechat.pay.setPolicy({ delayMs: DAY_MS });
    await payInWechat(lin, await billOf(cloud, 3200));
    await comeToRest(1);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'paid', applied: true }]);
    const [marks] = documentsOf(cloud, 'dueWork');
    expect(marks?.wokenAt['pointsAccounts']).toBe(cloud.clock.now());
    const looks = (await nextMinute()).map(({ collection }) => collection);
    expect(looks).toContain('pointsAccounts');
  });

  it('a second join in the same minute costs no mark', async () => {
    await comeToRest();
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
    const silent = [schedule, paymentSchedule, memberSchedule]
      .flatMap(({ parts }) => parts)
      .flatMap(({ sources }) =>
        sources
          .map(({ collection }) => collection)
          .filter((collection) => schema[collection].due === undefined),
      );
    expect(silent).toEqual([]);
  });
});
