import { MINUTE_MS } from '@contracts/primitives/time';
import { pass } from '../../stage/invite-stage';
import { dieAt, join, memberIdOf, personOf, snapshotOf } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { always, playPointsOf, pointsPrize, publishWheel } from '../../stage/play/play-stage';
import { documentsOf, newTestRequest } from '../../stage/stage';
import { drawnCalls } from '../../stage/property';

/** More database calls than buying a chance, drawing and taking what is won make. */
const MOST_CALLS = 45;

describe('an instance that dies at the wheel', () => {
  const cloud = sharedCloud();

  it('at whichever database call: the chance is paid for once, the turn is one, the prize leaves the stock and comes once', async () => {
    await publishWheel(cloud, {
      freePerDay: 0,
      fallbackId: null,
      prizes: always({ id: 'gold', name: '一等奖', prize: pointsPrize(500), weight: 0, stock: 5 }),
    });
    const one = personOf(cloud, 'oDies');
    await join(one);
    await pass(cloud);
    const memberId = await memberIdOf(one);
    const back = snapshotOf(cloud);
    const calls = drawnCalls(MOST_CALLS);
    let survived = 0;
    for (const call of calls) {
      await back();
      const [bought, drawn] = [newTestRequest(), newTestRequest()];
      let isDone = false;
      await dieAt(cloud, call, async () => {
        await one.play.exchangeChance({}, { requestId: bought });
        await one.play.draw({}, { requestId: drawn });
        await one.play.takeGifts({ of: 'wheel' });
        isDone = true;
      }).catch(() => undefined);
      if (isDone) survived += 1;
      // What the dead instance had open holds its documents for half a minute.
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      await one.play.exchangeChance({}, { requestId: bought });
      expect(await one.play.draw({}, { requestId: drawn })).toMatchObject({ prizeId: 'gold', isWin: true });
      await pass(cloud);
      await pass(cloud);
      expect(documentsOf(cloud, 'draws')).toMatchObject([{ given: 1, owedSince: null, refused: [] }]);
      expect(playPointsOf(cloud, memberId)).toEqual([-20, 500]);
      expect(documentsOf(cloud, 'players')).toMatchObject([{ chances: 0, wheel: { total: 1, bought: 1 } }]);
      expect(documentsOf(cloud, 'wheelRules').find(({ _id }) => _id === 'wheel')?.given).toEqual({ gold: 1 });
    }
    // It was tried to the last call there is, and at some there are not.
    expect(survived).toBeGreaterThan(0);
    expect(survived).toBeLessThan(calls.length);
  });
});
