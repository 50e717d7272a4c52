import { MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID, demoPerson } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { STORE, billOf } from '../../stage/payment-stage';
import { addLeader, CHEN_CODE } from '../../stage/leader-stage';
import { order, pass } from '../../stage/invite-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';
import { pushStage } from '../message/push-stage';

/**
 * Two WeChat accounts of one person on the staff, neither of them a member. WeChat names the unionid with one call and not with
 * another, before or after what counts: all that was ever told of an account is compared.
 */
describe('one person on the staff under two accounts', () => {
  let cloud: LocalCloud;
  let author: Phone;
  beforeAll(async () => {
    cloud = await startJourney({
      settings: { counterRules: { cashBillsPerDay: 3, cashFenPerDay: 50_000, refundFenPerDay: 10_000 } },
    });
  });
  beforeEach(async () => {
    await cloud.reset();
  });
  afterAll(() => cloud.close());

  const { ready, submit, joinAll } = pushStage(() => ({ cloud, operator: author }));
  const as = (openid: string, unionid?: string) =>
    phoneOf(cloud, { openid, appid: DEMO_APPID, ...(unionid && { unionid }) });
  const employ = (role: 'clerk' | 'operator', ...openids: string[]) =>
    cloud.database.environment(cloud.env).insert(
      'staff',
      openids.map((openid) => ({
        _id: `openid:${DEMO_APPID}:${openid}`,
        name: openid,
        roles: [role],
        leaderId: null,
        storeIds: [STORE],
      })),
    );
  /** WeChat names the unionid with whatever these accounts call. */
  const named = async (...openids: string[]) => {
    for (const openid of openids) await as(openid, 'uSame').merchant.listMyStores({});
  };
  const awaitingPush = async () => {
    await joinAll(1);
    const { id: pushId } = await ready();
    await cloud.database
      .environment(cloud.env)
      .update('pushes', { filter: {}, modifier: { $set: { 'preview.total': 201 } }, multi: true });
    await submit(pushId);
    return pushId;
  };

  it('a push is not approved by its author, named before or after it was written', async () => {
    const { openid, unionid } = demoPerson('operator-he');
    author = as(openid);
    await cloud.database
      .environment(cloud.env)
      .update('staff', { filter: {}, modifier: { $set: { unionKey: null } }, multi: true });
    await employ('operator', 'oTwo', 'oThree');
    const pushId = await awaitingPush();
    for (const one of [openid, 'oTwo']) await as(one, unionid).merchant.listMyStores({});
    for (const second of [as('oTwo', unionid), as('oTwo')])
      await expect(second.message.approvePush({ pushId })).rejects.toMatchObject({
        code: 'push_own_approval',
      });
    await expect(as('oThree').message.approvePush({ pushId })).resolves.toBeDefined();
  });

  it('a cash review is not confirmed by whoever asked', async () => {
    await employ('clerk', 'oOne', 'oTwo');
    const orderId = await billOf(cloud, 60_000);
    const { review } = await as('oOne').payment.recordCounterPayment({ orderId, method: 'cash' });
    const { reviewId } = review!;
    await named('oOne', 'oTwo');
    for (const second of [as('oTwo', 'uSame'), as('oTwo')])
      await expect(second.payment.confirmReview({ reviewId })).rejects.toMatchObject({ code: 'review_own' });
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'open' }]);
    await expect(phoneOf(cloud, 'owner-li').payment.confirmReview({ reviewId })).resolves.toBeDefined();
  });

  const cashBy = async (openid: string) => {
    const orderId = await billOf(cloud, 30_000);
    await as(openid).payment.recordCounterPayment({ orderId, method: 'cash' });
    return orderId;
  };
  const earned = () =>
    documentsOf(cloud, 'pointsEntries')
      .filter(({ source }) => source.kind === 'order')
      .reduce((sum, { points, pending }) => sum + points + pending, 0);

  it('cash is not attached by whoever took it', async () => {
    await employ('clerk', 'oOne');
    const orderId = await cashBy('oOne');
    await named('oOne');
    const second = as('oTwo', 'uSame');
    await second.member.join({ leaderCode: null, phoneCode: null });
    await expect(second.payment.attach({ orderId })).rejects.toMatchObject({ code: 'bill_own' });
    await pass(cloud);
    expect(earned()).toBe(0);
  });

  it('cash that was attached before the taker was known: what it earned is held', async () => {
    await employ('clerk', 'oOne');
    const orderId = await cashBy('oOne');
    const second = as('oTwo', 'uSame');
    const { member } = await second.member.join({ leaderCode: null, phoneCode: null });
    await second.payment.attach({ orderId });
    await pass(cloud, 2 * MINUTE_MS);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ _id: orderId, ownBillAt: null, applied: true }]);
    await named('oOne');
    await pass(cloud, 2 * MINUTE_MS);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ ownBillAt: cloud.clock.now() }]);
    expect(
      documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'payment.ownBillFound'),
    ).toMatchObject([{ detail: { memberId: member.memberId, sameness: 'same' } }]);
  });

  const standing = () => documentsOf(cloud, 'leaderAwards').filter(({ voidedBy }) => voidedBy.length === 0);

  it('a leader’s second account that joins by the leader’s code is nobody’s', async () => {
    const { unionid } = demoPerson('leader-chen');
    await phoneOf(cloud, 'leader-chen').leader.readMyCode({});
    const second = as('oTwo', unionid);
    await second.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await order(cloud, second, 6600);
    await pass(cloud);
    await pass(cloud);
    expect(standing()).toEqual([]);
    expect(documentsOf(cloud, 'members')).toMatchObject([{ leaderId: null }]);
  });

  it('a leader who is named after the second account joined and paid: the awards fall', async () => {
    const leader = await addLeader(cloud, 'MEI');
    const second = as('oTwo', 'uMei');
    await second.member.join({ leaderCode: leader.code, phoneCode: null });
    await order(cloud, second, 6600);
    await pass(cloud);
    expect(
      standing()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['converted', 'first_order', 'join']);
    await phoneOf(cloud, { ...leader.phone.identity, unionid: 'uMei' }).leader.readMyCode({});
    await pass(cloud);
    await pass(cloud);
    expect(standing()).toEqual([]);
    expect(documentsOf(cloud, 'members')).toMatchObject([{ leaderId: null }]);
  });
});
