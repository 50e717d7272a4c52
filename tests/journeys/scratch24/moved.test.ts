import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { CHEN_CODE } from '../../stage/leader-stage';
import { undoLatest } from '../../stage/identity-stage';
import { billOf, payInWechat } from '../../stage/payment-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

describe('scratch: moved', () => {
  let cloud: LocalCloud;
  beforeEach(async () => {
    cloud = await startJourney();
  });
  afterEach(() => cloud.close());
  const as = (openid: string, unionid?: string) => phoneOf(cloud, { openid, appid: DEMO_APPID, ...(unionid && { unionid }) });
  const told = (promise: Promise<unknown>) => promise.then((a) => a, (e: unknown) => Reflect.get(Object(e), 'code') ?? String(e));
  const paidBy = async (phone: Phone, amountFen = 6600): Promise<OrderId> => {
    const orderId = await billOf(cloud, amountFen);
    await payInWechat(phone, orderId);
    await phone.payment.confirm({ orderId });
    await minute();
    return orderId;
  };
  const orderOf = (orderId: OrderId) => documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
  const refundWhole = async (orderId: OrderId) => {
    const { agreed, refundedFen } = orderOf(orderId);
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(agreed!.payableFen - refundedFen), reason: '退货' });
    await cloud.wechat.pay.deliverDue();
  };
  const minute = async (ms = MINUTE_MS) => {
    cloud.moveClock(cloud.clock.now() + ms);
    await cloud.triggerTimers();
  };
  const standing = () => documentsOf(cloud, 'leaderAwards').filter(({ kind, voidedBy }) => kind === 'first_order' && voidedBy.length === 0).map(({ _id }) => _id.slice('first_order:'.length)).sort();
  const two = async () => {
    const a = as('oA');
    await a.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await minute();
    const b = as('oB', 'uSame');
    await b.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await minute();
    return { a, b, both: as('oA', 'uSame') };
  };

  it('A1 abnormal refund, then handled outside', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const first = await paidBy(lin);
    const second = await paidBy(lin);
    cloud.wechat.pay.setPolicy({ refundOutcome: 'ABNORMAL' });
    await refundWhole(first);
    for (let n = 0; n < 4; n += 1) await minute(20 * MINUTE_MS);
    expect(standing()).toEqual([first]);
    const he = phoneOf(cloud, 'operator-he');
    const { refunds } = await he.payment.listTroubledRefunds({ cursor: null });
    await he.payment.handleRefund({ refundId: refunds[0]!.refundId, note: '现金退给顾客' });
    for (let n = 0; n < 2; n += 1) await minute();
    expect(standing()).toEqual([second]);
  });
  it('A2 first and second refunded at once', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const first = await paidBy(lin);
    const second = await paidBy(lin);
    const third = await paidBy(lin);
    await Promise.all([refundWhole(first), refundWhole(second)]);
    await cloud.wechat.pay.deliverDue();
    for (let n = 0; n < 2; n += 1) await minute();
    expect(standing()).toEqual([third]);
  });
  it('M4 merged, undone, then A1 refunded', async () => {
    const { a, b, both } = await two();
    const a1 = await paidBy(a);
    const b1 = await paidBy(b);
    const a2 = await paidBy(a);
    await both.identityMap.linkMine({});
    await minute();
    await undoLatest(cloud);
    await minute();
    await refundWhole(a1);
    for (let n = 0; n < 3; n += 1) await minute();
    expect(standing()).toEqual([a2, b1].sort());
  });
  it('M5 merged; B1 refunded, then A1: A2', async () => {
    const { a, b, both } = await two();
    const a1 = await paidBy(a);
    const b1 = await paidBy(b);
    const a2 = await paidBy(a);
    await both.identityMap.linkMine({});
    await minute();
    await refundWhole(b1);
    await minute();
    await refundWhole(a1);
    for (let n = 0; n < 3; n += 1) await minute();
    expect(standing()).toEqual([a2]);
  });
  it('M6 control without a merge: B’s own two', async () => {
    const { a, b } = await two();
    const a1 = await paidBy(a);
    const b1 = await paidBy(b);
    const b2 = await paidBy(b);
    await refundWhole(b1);
    for (let n = 0; n < 3; n += 1) await minute();
    expect(standing()).toEqual([a1, b2].sort());
  });
  it('M7 one person on two phones of one unionid (no merge), guest orders; first refunded', async () => {
    const p1 = as('oP1', 'uP');
    const p2 = as('oP2', 'uP');
    const o1 = await paidBy(p1);
    const o2 = await paidBy(p2);
    await refundWhole(o1);
    for (let n = 0; n < 3; n += 1) await minute();
    console.log('M7', { o1, o2 }, documentsOf(cloud, 'cardClaims').map(({ orderId, status }) => [orderId, status]), documentsOf(cloud, 'firstPayments').map(({ _id, orderId }) => [_id, orderId]));
    expect(documentsOf(cloud, 'cardClaims').filter(({ status }) => status === 'waiting').map(({ orderId }) => orderId)).toEqual([o2]);
  });
  it('M8 a member of one unionid pays as guest on a second phone before joining there', async () => {
    const p1 = as('oP1', 'uP');
    const { member } = await p1.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const p2 = as('oP2', 'uP');
    await minute();
    const o1 = await paidBy(p1);
    const o2 = await paidBy(p2);
    console.log('M8', orderOf(o2).payer?.memberId === member.memberId);
    await refundWhole(o1);
    for (let n = 0; n < 3; n += 1) await minute();
    console.log('M8', { o1, o2 }, standing(), documentsOf(cloud, 'cardClaims').map(({ orderId, status }) => [orderId, status]));
    expect(standing()).toEqual([o2]);
  });
  it('R1d invite: the part takes the order below the least; the rest in the middle of the move', async () => {
    expect(told).toBeDefined();
    await minute(DAY_MS);
  });
});
