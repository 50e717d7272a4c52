import { dieAt, snapshotOf } from '../../stage/identity-stage';
import { order, pass } from '../../stage/invite-stage';
import { newcomer } from '../../stage/audience/told-life';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { playPointsOf, publishTasks } from '../../stage/play/play-stage';
import { documentsOf } from '../../stage/stage';
import { drawnCalls } from '../../stage/property';

/** More database calls than a task and its gift make. */
const MOST_CALLS = 30;

describe('an instance that dies while the gift of a task is taken', () => {
  const cloud = sharedCloud();

  it('at whichever database call: it is done once, given once, and the sweep needs nobody', async () => {
    await publishTasks(cloud, [{}]);
    const { phone: one, memberId } = await newcomer(cloud, 'oDies');
    await order(cloud, one, 3_000);
    await pass(cloud);
    const back = snapshotOf(cloud);
    const calls = drawnCalls(MOST_CALLS);
    let survived = 0;
    for (const call of calls) {
      await back();
      let isDone = false;
      await dieAt(cloud, call, async () => {
        await one.play.finishTask({ taskId: 'order' });
        await one.play.takeGifts({ of: 'task' });
        isDone = true;
      }).catch(() => undefined);
      if (isDone) survived += 1;
      await one.play.finishTask({ taskId: 'order' });
      await pass(cloud);
      await pass(cloud);
      expect(
        documentsOf(cloud, 'tasksDone').map(({ given, refused, owedSince }) => [given, refused, owedSince]),
      ).toEqual([[1, [], null]]);
      expect(playPointsOf(cloud, memberId)).toEqual([8]);
    }
    // It was tried to the last call there is, and at some there are not.
    expect(survived).toBeGreaterThan(0);
    expect(survived).toBeLessThan(calls.length);
  });
});
