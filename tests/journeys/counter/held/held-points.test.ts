import { fen } from '@contracts/primitives/fen';
import type { MemberId, OrderId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../../local/seed/demo-people';
import type { LocalCloud } from '../../../../local/server';
import { undoLatest } from '../../../stage/identity-stage';
import { pass } from '../../../stage/money-stage';
import { billOf } from '../../../stage/payment-stage';
import { checkoutOf, differencesIn, storedAccount } from '../../../stage/points-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../../stage/stage';

/** A cash bill that turns out later to be its handler's own: what is not used yet of its points waits for the operator. */
describe('the points of a cash bill that turns out to be its handler’s own', () => {
  let cloud: LocalCloud;
  let zhou: Phone;
  let second: Phone;
  let secondId: MemberId;
  let zhouId: MemberId;
  let orderId: OrderId;

  const NUMBER = '13600136000';
  beforeEach(async () => {
    cloud = await startJourney();
    zhou = phoneOf(cloud, 'clerk-zhou');
    second = phoneOf(cloud, { openid: 'oZhou-2', appid: DEMO_APPID });
    zhouId = await join(zhou, null);
    secondId = await join(second, NUMBER);
    orderId = await billOf(cloud, 150_000);
    await zhou.payment.recordCounterPayment({ orderId, method: 'cash' });
    await second.payment.attach({ orderId });
  });
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
    await cloud.close();
  });

  const join = async (phone: Phone, number: string | null): Promise<MemberId> => {
    const phoneCode = number === null ? null : await phone.phoneCode(number);
    return (await phone.member.join({ leaderCode: null, phoneCode })).member.memberId;
  };
  const numberLearnt = async () => {
    await zhou.member.linkPhone({ phoneCode: await zhou.phoneCode(NUMBER) });
    await pass(cloud, 3);
  };
  const decide = async (verdict: 'same_person' | 'two_people') => {
    const he = phoneOf(cloud, 'operator-he');
    const { decisions } = await he.identityMap.listDecisions({ status: 'open', cursor: null });
    await he.identityMap.decide({ decisionId: decisions[0]!.decisionId, verdict, reason: '核对过证件' });
    await pass(cloud, 3);
  };
  const refund = async (amountFen: number) => {
    await phoneOf(cloud, 'operator-he').payment.refund({
      orderId,
      amountFen: fen(amountFen),
      reason: '退货',
    });
  };
  /** What the bill earned is all this is about: what joining gave stays beside it. */
  const ofBill = (memberId: MemberId = secondId) => {
    const lots = storedAccount(cloud, memberId)?.lots ?? [];
    return lots.filter(({ id }) => id.includes(orderId)).reduce((sum, { points }) => sum + points, 0);
  };
  const debt = (memberId: MemberId = secondId) => storedAccount(cloud, memberId)?.debt;
  const released = () =>
    documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'payment.ownBillReleased');

  it('a number learnt later: 1,500 waiting points are held, once, and a whole refund takes no more', async () => {
    expect(ofBill()).toBe(1500);
    await numberLearnt();
    await numberLearnt();
    expect([ofBill(), debt()]).toEqual([0, 0]);
    const held = documentsOf(cloud, 'pointsEntries').filter(({ reason }) => reason.includes('暂扣'));
    expect(held).toHaveLength(1);
    const found = documentsOf(cloud, 'auditEntries').filter(
      ({ action }) => action === 'payment.ownBillFound',
    );
    expect(found).toMatchObject([{ subjectId: orderId, points: 1500 }]);
    await refund(50_000);
    await refund(100_000);
    expect([ofBill(), debt()]).toEqual([0, 0]);
    await decide('two_people');
    expect([ofBill(), debt(), released()]).toEqual([0, 0, []]);
  });

  it('decided to be two: they wait for the refund window again, and open with it', async () => {
    await numberLearnt();
    await decide('two_people');
    expect(ofBill()).toBe(1500);
    expect(storedAccount(cloud, secondId)?.pending).toBe(1500);
    expect(released()).toMatchObject([{ subjectId: orderId, points: 1500 }]);
    await pass(cloud, 8 * 24 * 60);
    expect(storedAccount(cloud, secondId)?.pending).toBe(0);
    await refund(150_000);
    expect([ofBill(), debt()]).toEqual([0, 0]);
  });

  it.each([
    ['before', 50_000],
    ['while held', 50_000],
  ])('a third back %s: the other two thirds are held and given back', async (when, amountFen) => {
    if (when === 'before') await refund(amountFen);
    await numberLearnt();
    if (when === 'while held') await refund(amountFen);
    expect(ofBill()).toBe(0);
    await decide('two_people');
    expect([ofBill(), debt()]).toEqual([1000, 0]);
    await refund(100_000);
    expect([ofBill(), debt()]).toEqual([0, 0]);
  });

  it('what is used stays used: 500 of 1,500, the rest is held, and the refund takes the 500, too', async () => {
    cloud.moveClock(cloud.clock.now() + 8 * DAY_MS);
    await pass(cloud, 3);
    const { balance } = storedAccount(cloud, secondId)!;
    await checkoutOf(cloud).spend(secondId, 'ord_elsewhere', balance - 1000);
    expect(ofBill()).toBe(1000);
    await numberLearnt();
    expect([ofBill(), debt()]).toEqual([0, 0]);
    await refund(150_000);
    expect([ofBill(), debt()]).toEqual([0, 500]);
  });

  it('a merge made later, and its undo', async () => {
    await numberLearnt();
    expect(ofBill()).toBe(0);
    await decide('same_person');
    const kept = [zhouId, secondId].sort()[0]!;
    expect([ofBill(kept), debt(kept)]).toEqual([0, 0]);
    await undoLatest(cloud);
    await pass(cloud, 3);
    expect([ofBill(), debt(), ofBill(zhouId), debt(zhouId)]).toEqual([1500, 0, 0, 0]);
  });

  it('a unionid seen later makes them one: held where the points are then', async () => {
    const seen = phoneOf(cloud, {
      openid: second.identity.openid,
      unionid: zhou.identity.unionid!,
      appid: DEMO_APPID,
    });
    await seen.identityMap.linkMine({});
    await pass(cloud, 3);
    const kept = [zhouId, secondId].sort()[0]!;
    expect(documentsOf(cloud, 'merges')).toHaveLength(1);
    expect([ofBill(kept), debt(kept)]).toEqual([0, 0]);
    await undoLatest(cloud);
    await pass(cloud, 3);
    expect([ofBill(), ofBill(zhouId)]).toEqual([1500, 0]);
    await refund(150_000);
    expect([ofBill(), debt()]).toEqual([0, 0]);
  });
});
