import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { addLeader, CHEN_CODE } from '../../stage/leader-stage';
import { undoLatest } from '../../stage/identity-stage';
import { billOf, payInWechat } from '../../stage/payment-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

describe('scratch: closing and the first order', () => {
  let cloud: LocalCloud;
  const logs: string[] = [];
  beforeEach(async () => {
    logs.length = 0;
    cloud = await startJourney({}, null, (entry) => { logs.push(JSON.stringify(entry)); });
  });
  afterEach(() => cloud.close());
  const as = (openid: string, unionid?: string) => phoneOf(cloud, { openid, appid: DEMO_APPID, ...(unionid && { unionid }) });
  const paidBy = async (phone: Phone, amountFen: number): Promise<OrderId> => {
    const orderId = await billOf(cloud, amountFen);
    await payInWechat(phone, orderId);
    await phone.payment.confirm({ orderId });
    return orderId;
  };
  const orderOf = (orderId: OrderId) => documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
  const refundWhole = async (orderId: OrderId) => {
    const { agreed, refundedFen } = orderOf(orderId);
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(agreed!.payableFen - refundedFen), reason: '退货' });
    await cloud.wechat.pay.deliverDue();
  };
  const minute = async () => {
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await cloud.triggerTimers();
  };
  const awards = () => documentsOf(cloud, 'leaderAwards').map(({ _id, kind, voidedBy, leaderId }) => [kind, _id, voidedBy, leaderId]);
  const claims = () => documentsOf(cloud, 'cardClaims').map(({ orderId, status, payerKey, keys }) => [orderId, status, payerKey, keys]);
  const alarms = () => documentsOf(cloud, 'alarms').map((a) => JSON.stringify(a));
  const state = () => ({ awards: awards(), claims: claims(), alarms: alarms(), moves: documentsOf(cloud, 'orders').map(({ _id, movesFirst, checkAt, payerKey, payer, claimId, receipts }) => [_id, movesFirst, checkAt, payerKey, payer?.memberId, claimId, receipts.map(({ text }) => text)]), marks: documentsOf(cloud, 'firstPayments').map(({ _id, orderId }) => [_id, orderId]), logs: logs.filter((l) => /payment_check_failed|internal|error/i.test(l)).slice(-3) });
  const close = async (phone: Phone) => {
    await phone.identityMap.requestClosure({});
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
    await cloud.triggerTimers();
    await minute();
  };

  it('CL1 guest order of a closed account refunded later, another closed account has a member’s order', async () => {
    const b = as('oB');
    await b.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await minute();
    const b1 = await paidBy(b, 6600);
    await minute();
    await close(b);
    const a = as('oA');
    const a1 = await paidBy(a, 6600);
    await minute();
    const a2 = await paidBy(a, 6600);
    const { claimId } = await a.payment.confirm({ orderId: a1 });
    await a.member.join({ leaderCode: null, phoneCode: null, claimId });
    await minute();
    await close(a);
    console.log('CL1 before', { b1, a1, a2 }, JSON.stringify(state(), null, 1));
    logs.length = 0;
    await refundWhole(a2);
    for (let n = 0; n < 5; n += 1) await minute();
    console.log('CL1 after', JSON.stringify(state(), null, 1));
    expect(orderOf(a2).movesFirst).toBe(false);
  });

  it('CL2 two closed accounts with guest orders: refund of one gives the other’s order anything?', async () => {
    const guestThenClosed = async (openid: string) => {
      const phone = as(openid);
      const one = await paidBy(phone, 6600);
      await minute();
      const two = await paidBy(phone, 6600);
      const { claimId } = await phone.payment.confirm({ orderId: one });
      await phone.member.join({ leaderCode: null, phoneCode: null, claimId });
      await minute();
      await close(phone);
      return { one, two };
    };
    const b = await guestThenClosed('oB');
    const a = await guestThenClosed('oA');
    const before = claims().length;
    await refundWhole(a.two);
    for (let n = 0; n < 5; n += 1) await minute();
    console.log('CL2 after', { a, b }, JSON.stringify(state(), null, 1));
    expect(claims()).toHaveLength(before);
  });

  it('CL3 refunded in the minute of closing', async () => {
    const b = as('oB');
    await b.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await minute();
    await paidBy(b, 6600);
    await minute();
    await close(b);
    const a = as('oA');
    await a.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await minute();
    const a1 = await paidBy(a, 6600);
    await minute();
    await a.identityMap.requestClosure({});
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
    await refundWhole(a1);
    await cloud.trigger('sweep');
    console.log('CL3 mid', documentsOf(cloud, 'members').length, orderOf(a1).movesFirst, orderOf(a1).payerKey);
    logs.length = 0;
    for (let n = 0; n < 5; n += 1) await minute();
    console.log('CL3 after', a1, JSON.stringify(state(), null, 1));
    expect(orderOf(a1).movesFirst).toBe(false);
  });

  it('P7 a leader’s second account of the same unionid (known of the staff) joins by the leader’s code', async () => {
    const second = as('oChen-2', 'uDemo-leader-chen');
    console.log('P7 staff', documentsOf(cloud, 'staff').map(({ _id, unionKey }) => [_id, unionKey]));
    const { member } = await second.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await minute();
    await paidBy(second, 6600);
    await minute();
    await minute();
    console.log('P7', awards(), documentsOf(cloud, 'members').find(({ _id }) => _id === member.memberId)?.leaderId);
    expect(awards().filter(([, , voided]) => (voided as string[]).length === 0)).toEqual([]);
  });

  it('G1t the claim a member got is tapped: no second gift pack', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const first = await paidBy(lin, 6600);
    await minute();
    const second = await paidBy(lin, 6600);
    await refundWhole(first);
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await minute();
    await minute();
    const third = await paidBy(lin, 6600);
    await minute();
    console.log('G1t before', { first, second, third }, awards());
    const claim = documentsOf(cloud, 'cardClaims').find(({ status }) => status === 'waiting');
    const coupons = documentsOf(cloud, 'coupons').length;
    if (claim) console.log('G1t read', JSON.stringify(await lin.payment.readClaim({ claimId: claim._id })));
    if (claim) console.log('G1t', (await lin.member.join({ leaderCode: null, phoneCode: null, claimId: claim._id })).outcome);
    await minute();
    console.log('G1t after', coupons, documentsOf(cloud, 'coupons').length, JSON.stringify(state(), null, 1));
  });

  it('G3 the claim expires untapped: the member’s third order is still not the first', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const first = await paidBy(lin, 6600);
    const { claimId } = await lin.payment.confirm({ orderId: first });
    await minute();
    const second = await paidBy(lin, 6600);
    await minute();
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null, claimId });
    await minute();
    await refundWhole(first);
    await minute();
    cloud.moveClock(cloud.clock.now() + 40 * DAY_MS);
    await cloud.triggerTimers();
    const third = await paidBy(lin, 6600);
    await minute();
    await minute();
    console.log('G3', { first, second, third }, awards(), claims());
    expect(awards().filter(([kind, , voided]) => kind === 'first_order' && (voided as string[]).length === 0)).toHaveLength(1);
  });
});
