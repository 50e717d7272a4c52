import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { join, personOf } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { chinaTime, publishCheckIn, refusal } from '../../stage/play/play-stage';
import { newTestRequest } from '../../stage/stage';
import { IS_STRICT } from '../../stage/watch/log-watch';

describe('签到, what it asks of the database', () => {
  const cloud = sharedCloud();
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

  /** The instance is at work already: its first call of a minute also marks its work for the sweep. */
  it('a check-in is six calls at the most, also on the day somebody joined; taking its gift has its number', async () => {
    await publishCheckIn(cloud);
    cloud.moveClock(chinaTime('2026-11-20'));
    for (const openid of ['oWarm', 'oCounted']) await join(personOf(cloud, openid));
    await personOf(cloud, 'oWarm').play.checkIn({});
    await personOf(cloud, 'oWarm').play.takeGifts({});
    const onFirstDay = await counted('oCounted', 'checkIn');
    const take = await counted('oCounted', 'takeGifts');
    cloud.moveClock(chinaTime('2026-11-21'));
    await personOf(cloud, 'oWarm').play.checkIn({});
    expect(take).toBeLessThanOrEqual(IS_STRICT ? 17 : 14);
    expect({
      onFirstDay,
      read: await counted('oCounted', 'readPlay'),
      checkIn: await counted('oCounted', 'checkIn'),
      again: await counted('oCounted', 'checkIn'),
    }).toEqual({ onFirstDay: 5, read: 10, checkIn: 4, again: 3 });
  });

  it('who closes the account and joins again on one day is not there twice that day; the next day is a day', async () => {
    await publishCheckIn(cloud);
    cloud.moveClock(chinaTime('2026-11-20', '08:00:00'));
    const one = personOf(cloud, 'oLeaves');
    await join(one);
    await one.identityMap.requestClosure({});
    cloud.moveClock(chinaTime('2026-11-27', '07:00:00'));
    expect(await one.play.checkIn({})).toMatchObject({ outcome: 'checked_in', streak: 1 });
    await one.play.takeGifts({});
    cloud.moveClock(chinaTime('2026-11-20', '08:00:00') + 7 * DAY_MS);
    await cloud.triggerTimers();
    expect(await one.member.overview({})).toMatchObject({ membership: 'none' });
    cloud.moveClock(cloud.clock.now() + 5 * MINUTE_MS);
    await join(one);
    expect(await refusal(one.play.checkIn({}))).toBe('check_in_tomorrow');
    cloud.moveClock(chinaTime('2026-11-27', '23:59:59'));
    expect(await refusal(one.play.checkIn({}))).toBe('check_in_tomorrow');
    cloud.moveClock(chinaTime('2026-11-28', '00:00:00'));
    expect(await one.play.checkIn({})).toMatchObject({ outcome: 'checked_in', streak: 1 });
    // Who never left begins at once.
    const other = personOf(cloud, 'oNewcomer');
    await join(other);
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    expect(await other.play.checkIn({})).toMatchObject({ outcome: 'checked_in', streak: 1 });
  });
});
