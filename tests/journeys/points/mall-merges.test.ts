import type { MemberId } from '@contracts/primitives/ids';
import { HOUR_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { undoLatest } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { pass } from '../../stage/money-stage';
import { differencesIn, shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { phoneOf, type Phone } from '../../stage/stage';
import { eggs } from './mall-stage';

/** Two who were one for a while and are two again: points, goods and limits of the mall are each one's own. */
describe('the mall and an undone merge', () => {
  const cloud = sharedCloud();
  let a: Phone;
  let b: Phone;
  let both: Phone;
  let aId: MemberId;
  let bId: MemberId;

  beforeEach(async () => {
    ({ phone: a, memberId: aId } = await shopperWithPoints(cloud, { openid: 'oA', appid: DEMO_APPID }, 2000));
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    const second = { openid: 'oB', unionid: 'uSame', appid: DEMO_APPID };
    ({ phone: b, memberId: bId } = await shopperWithPoints(cloud, second, 2000));
    both = phoneOf(cloud, { openid: 'oA', unionid: 'uSame', appid: DEMO_APPID });
    await pass(cloud, 1);
  });
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
  });
  const merge = async () => {
    await both.identityMap.linkMine({});
    await pass(cloud, 1);
  };
  const undo = async () => {
    await undoLatest(cloud);
    await pass(cloud, 1);
    await pass(cloud, 1);
  };
  const balances = () => [aId, bId].map((id) => storedAccount(cloud, id)?.balance);
  const counted = (id: MemberId): number =>
    storedAccount(cloud, id)?.uses.find(({ rewardId }) => rewardId === eggs.rewardId)?.total ?? 0;
  const spent = 800;
  const whole = 2020;

  it('what the other exchanged before counts for the other alone', async () => {
    await b.points.exchange(eggs);
    await merge();
    expect(counted(aId)).toBe(1);
    await undo();
    expect([counted(aId), counted(bId)]).toEqual([0, 1]);
    await a.points.exchange(eggs);
    expect(balances()).toEqual([whole - spent, whole - spent]);
  });

  it.each(['before', 'after'])('and for nobody once it is given up %s the undo', async (when) => {
    const { redemption } = await b.points.exchange(eggs);
    await merge();
    if (when === 'after') await undo();
    await b.points.cancelRedemption({ redemptionId: redemption.id });
    if (when === 'before') await undo();
    expect([counted(aId), counted(bId)]).toEqual([0, 0]);
    expect(balances()).toEqual([whole, whole]);
  });

  it('what was exchanged while they were one counts for whoever has it', async () => {
    await merge();
    await b.points.exchange(eggs);
    await undo();
    expect([counted(aId), counted(bId)]).toEqual([1, 0]);
  });
});
