import { MINUTE_MS } from '@contracts/primitives/time';
import { newcomer } from '../../stage/audience/told-life';
import { dieAt, snapshotOf } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { playPointsOf } from '../../stage/play/play-stage';
import { comeTo, publishVisits } from '../../stage/play/visit-stage';
import { documentsOf, newTestRequest } from '../../stage/stage';
import { drawnCalls } from '../../stage/property';

/** More database calls than a visit and its gift make. */
const MOST_CALLS = 45;

describe('an instance that dies while a visit is written down', () => {
  const cloud = sharedCloud();

  it('at whichever database call: the visit is one, its fact and its gift are there once', async () => {
    await publishVisits(cloud);
    const { phone: one, memberId } = await newcomer(cloud, 'oDies');
    await pass(cloud);
    const back = snapshotOf(cloud);
    const calls = drawnCalls(MOST_CALLS);
    let survived = 0;
    for (const call of calls) {
      await back();
      const requestId = newTestRequest();
      let isDone = false;
      await dieAt(cloud, call, async () => {
        await comeTo(cloud, one, { requestId });
        isDone = true;
      }).catch(() => undefined);
      if (isDone) survived += 1;
      const visits = documentsOf(cloud, 'visits');
      expect(visits).toHaveLength(
        documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'visited').length,
      );
      // What the dead instance had open holds its documents for half a minute.
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      expect(await comeTo(cloud, one, { requestId })).toMatchObject({ outcome: 'visited' });
      await pass(cloud);
      expect(documentsOf(cloud, 'visits')).toMatchObject([{ given: 1, refused: [], owedSince: null }]);
      expect(documentsOf(cloud, 'players')).toMatchObject([{ visits: { today: 1, inMonth: 1 } }]);
      expect(playPointsOf(cloud, memberId)).toEqual([6]);
    }
    // It was tried to the last call there is, and at some there are not.
    expect(survived).toBeGreaterThan(0);
    expect(survived).toBeLessThan(calls.length);
  });
});
