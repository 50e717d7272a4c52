import { mallCalls, noticeCalls } from '../../stage/watch/call-count';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import {} from '../../stage/stage';
import { IS_STRICT } from '../../stage/watch/log-watch';

/** Of the budgets in docs/budgets.md, those that somebody waits for at the counter or WeChat Pay waits for. */
describe('what is asked of the database', () => {
  const cloud = sharedCloud();

  it('by notices of WeChat Pay', async () => {
    expect(await noticeCalls(cloud)).toEqual({
      payment: { first: 8, next: 6 },
      refund: IS_STRICT ? { first: 19, next: 17 } : { first: 17, next: 15 },
    });
  });

  it('by exchanges of points, and by picking up', async () => {
    const exchanges = IS_STRICT ? { goods: 16, service: 14 } : { goods: 14, service: 12 };
    // One more than the six it was to cost: nothing is handed out to who was frozen meanwhile, so the member is read with it.
    expect(await mallCalls(cloud)).toEqual({ ...exchanges, lookUp: 5, pickUp: 7 });
  });
});
