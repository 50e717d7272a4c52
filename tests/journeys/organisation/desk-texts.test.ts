import { fen } from '@contracts/primitives/fen';
import { HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';
import { ConsoleBrowser } from './console-browser';

/** WeChat asks about a text only for who was in the mini-program within two hours; a session at a desk lasts twelve. */
describe('a text written at a desk', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  afterAll(() => cloud.close());

  it('long after its writer was in the mini-program is not saved, and says what helps', async () => {
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const desk = new ConsoleBrowser(cloud);
    await desk.signIn(clerk);
    const input = { storeId: STORE, items: [{ title: '散装核桃', category: '生鲜', amountFen: fen(1000) }] };
    const save = () => desk.post('payment', { op: 'openBill', input });
    for (let passed = 0; passed < 2 * HOUR_MS; passed += 20 * MINUTE_MS) {
      await desk.step('readUser'); // somebody works there
      cloud.moveClock(cloud.clock.now() + 20 * MINUTE_MS);
    }
    expect(await save()).toMatchObject({ code: 'content_visit' });
    expect(documentsOf(cloud, 'orders')).toEqual([]);
    await clerk.member.resolveCode({ leaderCode: null });
    expect(await save()).toMatchObject({ code: null });
  });
});
