import { fen } from '@contracts/primitives/fen';
import { MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { newStaff } from '../../stage/counter-stage';
import { addLeader } from '../../stage/leader-stage';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { undoLatest } from '../../stage/identity-stage';
import { documentsOf, newTestRequest, phoneOf, startJourney, type Phone } from '../../stage/stage';
import { campaign, pushStage } from '../message/push-stage';

const LIMITS = { cashBillsPerDay: 3, cashFenPerDay: 50_000, refundFenPerDay: 10_000 };

describe('scratch: persons', () => {
  let cloud: LocalCloud;
  let operator: Phone;
  beforeEach(async () => {
    cloud = await startJourney({ settings: { counterRules: LIMITS } });
    operator = phoneOf(cloud, 'operator-he');
  });
  afterEach(() => cloud.close());
  const { ready, submit } = pushStage(() => ({ cloud, operator }));

  const staff = (openid: string, role: 'clerk' | 'operator' = 'clerk') =>
    cloud.database.environment(cloud.env).insert('staff', [
      { _id: `openid:${DEMO_APPID}:${openid}`, name: openid, roles: [role], leaderId: null, storeIds: [STORE] },
    ]);
  const as = (openid: string, unionid?: string) => phoneOf(cloud, { openid, appid: DEMO_APPID, ...(unionid && { unionid }) });
  const minute = async () => {
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await cloud.triggerTimers();
  };
  const staffKeys = () => documentsOf(cloud, 'staff').map(({ _id, unionKey }) => [_id, unionKey]);

  const written = async (author: Phone) => {
    operator = author;
    await as('oShopper-0').member.join({ leaderCode: null, phoneCode: null }).catch(() => undefined);
    const push = await ready();
    await cloud.database.environment(cloud.env).update('pushes', { filter: {}, modifier: { $set: { 'preview.total': 201 } }, multi: true });
    await submit(push.id);
    return push.id;
  };

  it('P1 push: author written without unionid, named later', async () => {
    await staff('oHe1', 'operator');
    await staff('oHe2', 'operator');
    const pushId = await written(as('oHe1'));
    await as('oHe1', 'uHe').merchant.listMyStores({});
    await as('oHe2', 'uHe').merchant.listMyStores({});
    console.log('P1', staffKeys());
    await expect(as('oHe2', 'uHe').message.approvePush({ pushId })).rejects.toMatchObject({ code: 'push_own_approval' });
  });

  it('P2 push: both unionids known before, approver’s call without it', async () => {
    await staff('oHe1', 'operator');
    await staff('oHe2', 'operator');
    await as('oHe1', 'uHe').merchant.listMyStores({});
    await as('oHe2', 'uHe').merchant.listMyStores({});
    const pushId = await written(as('oHe1', 'uHe'));
    await expect(as('oHe2').message.approvePush({ pushId })).rejects.toMatchObject({ code: 'push_own_approval' });
  });

  it('P3 push: merged members of two accounts, then undone', async () => {
    await staff('oHe1', 'operator');
    await staff('oHe2', 'operator');
    await as('oHe1').member.join({ leaderCode: null, phoneCode: null });
    await minute();
    await as('oHe2', 'uHe').member.join({ leaderCode: null, phoneCode: null });
    await minute();
    const pushId = await written(as('oHe1'));
    await as('oHe1', 'uHe').identityMap.linkMine({});
    await minute();
    await expect(as('oHe2', 'uHe').message.approvePush({ pushId })).rejects.toMatchObject({ code: 'push_own_approval' });
  });

  it('P4 review: asked without unionid, named later, confirmed by the second account', async () => {
    await staff('oZ1');
    await staff('oZ2');
    const orderId = await billOf(cloud, 60_000);
    const { review } = await as('oZ1').payment.recordCounterPayment({ orderId, method: 'cash' });
    await as('oZ1', 'uZ').merchant.listMyStores({});
    await as('oZ2', 'uZ').merchant.listMyStores({});
    await expect(as('oZ2', 'uZ').payment.confirmReview({ reviewId: review!.reviewId })).rejects.toMatchObject({ code: 'review_own' });
  });

  it('P5 attach: recorded without unionid, named later, attached by the second account', async () => {
    await staff('oZ1');
    const orderId = await billOf(cloud, 30_000);
    await as('oZ1').payment.recordCounterPayment({ orderId, method: 'cash' });
    await as('oZ1', 'uZ').merchant.listMyStores({});
    const second = as('oZ2', 'uZ');
    await second.member.join({ leaderCode: null, phoneCode: null });
    const answer = await second.payment.attach({ orderId }).then((a) => a.order.state, (e: unknown) => Reflect.get(Object(e), 'code'));
    await minute();
    await minute();
    console.log('P5', answer, documentsOf(cloud, 'pointsEntries').map(({ kind, points, pending }) => [kind, points, pending]), documentsOf(cloud, 'auditEntries').map(({ action }) => action), staffKeys());
    expect(answer).toBe('bill_own');
  });

  it('P6 leader: joins by own code with a second account of the same unionid, unionid named later', async () => {
    const leader = await addLeader(cloud, 'MEI');
    const second = as('oMei-2', 'uMei');
    await second.member.join({ leaderCode: leader.code, phoneCode: null });
    const orderId = await billOf(cloud, 6600);
    await payInWechat(second, orderId);
    await second.payment.confirm({ orderId });
    await minute();
    const named = phoneOf(cloud, { ...leader.phone.identity, unionid: 'uMei' });
    await named.merchant.listMyStores({}).catch(() => undefined);
    await named.leader.readToday?.({}).catch?.(() => undefined);
    await minute();
    await minute();
    console.log('P6', documentsOf(cloud, 'leaderAwards').map(({ kind, voidedBy }) => [kind, voidedBy]), staffKeys());
    await named.member.join({ leaderCode: null, phoneCode: null });
    await minute();
    await minute();
    console.log('P6 joined', documentsOf(cloud, 'leaderAwards').map(({ kind, voidedBy }) => [kind, voidedBy]));
  });

  it('C1 request id: two inputs at once', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const zhou = phoneOf(cloud, 'clerk-zhou');
    const orderId = await billOf(cloud, 10_000);
    await payInWechat(lin, orderId);
    await lin.payment.confirm({ orderId });
    const requestId = newTestRequest();
    const said = await Promise.allSettled([1000, 2000, 1000, 2000].map((amountFen) => zhou.payment.refund({ orderId, amountFen: fen(amountFen), reason: '缺货' }, { requestId })));
    console.log('C1', said.map((one) => one.status === 'fulfilled' ? one.value.order.refundingFen ?? one.value.order.state : Reflect.get(Object(one.reason), 'code')), documentsOf(cloud, 'refunds').map(({ amountFen }) => amountFen));
    expect(documentsOf(cloud, 'refunds')).toHaveLength(1);
  });

  it('C2 two devices of a clerk race the refund limit, by amount and by line', async () => {
    const zhou = phoneOf(cloud, 'clerk-zhou');
    const owner = phoneOf(cloud, 'owner-li');
    const orders = [];
    for (let n = 0; n < 4; n += 1) {
      const orderId = await billOf(cloud, 6000);
      await owner.payment.recordCounterPayment({ orderId, method: 'cash' });
      orders.push(orderId);
    }
    const said = await Promise.allSettled(orders.map((orderId, n) => n % 2 ? zhou.payment.refund({ orderId, amountFen: fen(6000), reason: '退货' }) :
      zhou.payment.refundLines({ orderId, lines: [{ line: 0, quantity: 1 }], expectedFen: fen(6000), reason: '退货' })));
    console.log('C2', said.map((one) => one.status === 'fulfilled' ? one.value.review?.why ?? 'done' : Reflect.get(Object(one.reason), 'code')), documentsOf(cloud, 'counterDays'));
    expect(documentsOf(cloud, 'refunds').length).toBeLessThanOrEqual(1);
  });

  it('C3 asker moved to another store / made adviser while it waits', async () => {
    const wu = await newStaff(cloud, 'wu');
    const zhou = phoneOf(cloud, 'clerk-zhou');
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await billOf(cloud, 60_000);
    const { review } = await wu.payment.recordCounterPayment({ orderId, method: 'cash' });
    await cloud.database.environment(cloud.env).update('staff', { filter: { _id: `openid:${DEMO_APPID}:oStaff-wu` }, modifier: { $set: { storeIds: [] } }, multi: false });
    const said = await zhou.payment.confirmReview({ reviewId: review!.reviewId }).then((a) => a.review.state, (e: unknown) => Reflect.get(Object(e), 'code'));
    console.log('C3 (zhou opened the bill; wu of no store any more)', said);
  });

  it('C4 the opener confirms: whose keys are kept, attach by each refused', async () => {
    const wu = await newStaff(cloud, 'wu');
    const zhou = phoneOf(cloud, 'clerk-zhou');
    const orderId = await billOf(cloud, 60_000);
    const { review } = await wu.payment.recordCounterPayment({ orderId, method: 'cash' });
    await zhou.payment.confirmReview({ reviewId: review!.reviewId });
    for (const one of [wu, zhou]) await expect(one.payment.attach({ orderId })).rejects.toMatchObject({ code: 'bill_own' });
  });

  it('C5 a bill just settled in cash: the payer at the sheet, and attach', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const zhou = phoneOf(cloud, 'clerk-zhou');
    const orderId = await billOf(cloud, 3000);
    const choice = { coupon: 'best' as const, usePoints: false };
    const { quote } = await lin.payment.quote({ orderId, ...choice });
    await zhou.payment.recordCounterPayment({ orderId, method: 'cash' });
    await expect(lin.payment.pay({ orderId, ...choice, expectedFen: quote.payableFen, at: 'wechat' })).rejects.toMatchObject({ code: 'order_paid_at_counter' });
    await expect(lin.payment.attach({ orderId })).resolves.toMatchObject({ order: { state: 'paid' } });
    const again = await lin.payment.pay({ orderId, ...choice, expectedFen: quote.payableFen, at: 'wechat' }).then((a) => a.outcome, (e: unknown) => Reflect.get(Object(e), 'code'));
    console.log('C5', again);
  });

  it('C6 pay chosen at wechat and cash recorded at the same time', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const zhou = phoneOf(cloud, 'clerk-zhou');
    for (let n = 0; n < 4; n += 1) {
      const orderId = await billOf(cloud, 3000);
      const choice = { coupon: 'none' as const, usePoints: false };
      const { quote } = await lin.payment.quote({ orderId, ...choice });
      const both = await Promise.allSettled([
        zhou.payment.recordCounterPayment({ orderId, method: 'cash', expectedFen: fen(3000) }),
        lin.payment.pay({ orderId, ...choice, expectedFen: quote.payableFen, at: 'wechat' }),
      ]);
      console.log('C6', both.map((one) => one.status === 'fulfilled' ? 'ok' : Reflect.get(Object(one.reason), 'code')), documentsOf(cloud, 'payments').filter((p) => p.orderId === orderId).map(({ status, method }) => [status, method]));
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });
});
