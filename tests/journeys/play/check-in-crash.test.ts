import { MINUTE_MS } from '@contracts/primitives/time';
import { pass } from '../../stage/invite-stage';
import { dieAt, join, memberIdOf, personOf, snapshotOf } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { playPointsOf, pointsPrize, publishCheckIn } from '../../stage/play/play-stage';
import { documentsOf } from '../../stage/stage';
import { drawnCalls } from '../../stage/property';

/** More database calls than a check-in and its gifts make. */
const MOST_CALLS = 30;

describe('an instance that dies in a check-in', () => {
  const cloud = sharedCloud();

  it('at whichever database call: the day counts once, each gift is given once, and the sweep needs nobody', async () => {
    await publishCheckIn(cloud, {
      ladder: [pointsPrize(5)],
      bonuses: [{ days: 2, prize: { kind: 'chances', chances: 1 } }],
      makeUp: null,
    });
    const one = personOf(cloud, 'oDies');
    await join(one);
    const memberId = await memberIdOf(one);
    cloud.moveClock(cloud.clock.now() - 24 * 60 * MINUTE_MS);
    await one.play.checkIn({});
    await one.play.takeGifts({});
    cloud.moveClock(cloud.clock.now() + 24 * 60 * MINUTE_MS);
    const back = snapshotOf(cloud);
    const calls = drawnCalls(MOST_CALLS);
    let survived = 0;
    for (const call of calls) {
      await back();
      let isDone = false;
      await dieAt(cloud, call, async () => {
        await one.play.checkIn({});
        await one.play.takeGifts({});
        isDone = true;
      }).catch(() => undefined);
      if (isDone) survived += 1;
      await one.play.checkIn({});
      await pass(cloud);
      await pass(cloud);
      expect(documentsOf(cloud, 'checkIns').map(({ streak, owedSince }) => [streak, owedSince])).toEqual([
        [1, null],
        [2, null],
      ]);
      expect(playPointsOf(cloud, memberId)).toEqual([5, 5]);
      expect(documentsOf(cloud, 'players')).toMatchObject([{ chances: 1 }]);
      expect(documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'checked_in')).toHaveLength(2);
    }
    // It was tried to the last call there is, and at some there are not.
    expect(survived).toBeGreaterThan(0);
    expect(survived).toBeLessThan(calls.length);
  });
});
