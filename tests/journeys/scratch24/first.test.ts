import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { instant, MINUTE_MS } from '@contracts/primitives/time';
import { moveFirstOrder } from '../../../cloudfunctions/payment/claim/move-first-order';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { addLeader, CHEN_CODE, recount, CHEN } from '../../stage/leader-stage';
import { undoLatest } from '../../stage/identity-stage';
import { changeRule, inviterOf, joinThrough, rewardsIn } from '../../stage/invite-stage';
import { billOf, payInWechat } from '../../stage/payment-stage';
import { checkoutOf, differencesIn } from '../../stage/points-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

describe('scratch: first order', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(async () => {
    await cloud.reset();
    lin = phoneOf(cloud, 'shopper-lin');
  });
  afterAll(() => cloud.close());

  const paidBy = async (phone: Phone, amountFen: number): Promise<OrderId> => {
    const orderId = await billOf(cloud, amountFen);
    await payInWechat(phone, orderId);
    await phone.payment.confirm({ orderId });
    return orderId;
  };
  const refund = async (orderId: OrderId, amountFen: number) => {
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(amountFen), reason: '退货' });
    await cloud.wechat.pay.deliverDue();
  };
  const orderOf = (orderId: OrderId) => documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
  const refundWhole = (orderId: OrderId) => refund(orderId, orderOf(orderId).agreed!.payableFen - orderOf(orderId).refundedFen);
  const awards = () =>
    documentsOf(cloud, 'leaderAwards')
      .filter(({ kind }) => kind === 'first_order')
      .map(({ _id, voidedBy, memberId, leaderId }) => ({ _id, voidedBy, memberId, leaderId }));
  const standing = () => awards().filter(({ voidedBy }) => voidedBy.length === 0);
  const marked = () => documentsOf(cloud, 'firstPayments').map(({ _id, orderId }) => [_id, orderId]);
  const minute = async () => {
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await cloud.triggerTimers();
  };
  const two = async (codeA = CHEN_CODE, codeB = CHEN_CODE) => {
    const a = phoneOf(cloud, { openid: 'oA', appid: DEMO_APPID });
    const ja = await a.member.join({ leaderCode: codeA, phoneCode: null });
    await minute();
    const b = phoneOf(cloud, { openid: 'oB', unionid: 'uSame', appid: DEMO_APPID });
    const jb = await b.member.join({ leaderCode: codeB, phoneCode: null });
    await minute();
    const both = phoneOf(cloud, { openid: 'oA', unionid: 'uSame', appid: DEMO_APPID });
    return { a, b, both, aId: ja.member.memberId, bId: jb.member.memberId };
  };

  it('M1 merged: A first, B second by B before the merge; A refunded: B stands', async () => {
    const { a, b, both } = await two();
    const a1 = await paidBy(a, 6600);
    await minute();
    const b1 = await paidBy(b, 6600);
    await minute();
    await both.identityMap.linkMine({});
    await minute();
    console.log('M1 merged', awards(), recount(cloud, CHEN));
    await refundWhole(a1);
    await minute();
    await minute();
    console.log('M1 after', awards(), marked(), recount(cloud, CHEN));
    expect(standing().map(({ _id }) => _id)).toEqual([`first_order:${b1}`]);
  });

  it('M1b merged: B (absorbed) paid first, A second; B refunded: A stands', async () => {
    const { a, b, both } = await two();
    const b1 = await paidBy(b, 6600);
    await minute();
    const a1 = await paidBy(a, 6600);
    await minute();
    await both.identityMap.linkMine({});
    await minute();
    await refundWhole(b1);
    await minute();
    await minute();
    console.log('M1b after', awards(), marked(), recount(cloud, CHEN));
    expect(standing().map(({ _id }) => _id)).toEqual([`first_order:${a1}`]);
  });

  it('M1c as M1b, then a new order', async () => {
    const { a, b, both } = await two();
    const a1 = await paidBy(a, 6600);
    await minute();
    await paidBy(b, 6600);
    await minute();
    await both.identityMap.linkMine({});
    await minute();
    await refundWhole(a1);
    await minute();
    const a2 = await paidBy(both, 6600);
    await minute();
    console.log('M1c after', a2, awards(), marked(), recount(cloud, CHEN));
    expect(standing()).toHaveLength(1);
  });

  it('M2 A1, B1, A2 merged, A1 refunded, undo: A has A2, B has B1', async () => {
    const { a, b, both } = await two();
    const a1 = await paidBy(a, 6600);
    await minute();
    const b1 = await paidBy(b, 6600);
    await minute();
    const a2 = await paidBy(a, 6600);
    await minute();
    await both.identityMap.linkMine({});
    await minute();
    await refundWhole(a1);
    await minute();
    console.log('M2 during', awards(), marked());
    await undoLatest(cloud);
    await minute();
    await minute();
    console.log('M2 undone', awards(), marked(), recount(cloud, CHEN));
    expect(standing().map(({ _id }) => _id).sort()).toEqual([`first_order:${a2}`, `first_order:${b1}`].sort());
  });

  it('M3 merged, B1 paid during, A1 refunded during, undo: whose first is B1', async () => {
    const mei = await addLeader(cloud, 'MEI');
    const { a, b, both, aId, bId } = await two(CHEN_CODE, mei.code);
    const a1 = await paidBy(a, 6600);
    await minute();
    await both.identityMap.linkMine({});
    await minute();
    const b1 = await paidBy(b, 6600);
    await minute();
    await refundWhole(a1);
    await minute();
    console.log('M3 during', { aId, bId, a1, b1 }, awards(), marked());
    await undoLatest(cloud);
    await minute();
    await minute();
    console.log('M3 undone', awards(), marked(), recount(cloud, CHEN), recount(cloud, mei.id), orderOf(b1).payer);
    expect(standing()).toMatchObject([{ _id: `first_order:${b1}`, memberId: bId, leaderId: mei.id }]);
  });

  it('M3b control: merged without orders, B pays during, undo', async () => {
    const mei = await addLeader(cloud, 'MEI');
    const { b, both, bId } = await two(CHEN_CODE, mei.code);
    await both.identityMap.linkMine({});
    await minute();
    const b1 = await paidBy(b, 6600);
    await minute();
    await undoLatest(cloud);
    await minute();
    await minute();
    console.log('M3b undone', awards(), marked(), recount(cloud, CHEN), recount(cloud, mei.id), orderOf(b1).payer);
    expect(standing()).toMatchObject([{ _id: `first_order:${b1}`, memberId: bId, leaderId: mei.id }]);
  });

  it('G1 guest: both paid as guest, first refunded, joined before the sweep: no claim waits for a member', async () => {
    const first = await paidBy(lin, 6600);
    await minute();
    const second = await paidBy(lin, 6600);
    await refundWhole(first);
    const joined = await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    console.log('G1', joined.outcome, joined.coupons.length);
    await lin.allowReminders(3);
    await minute();
    await minute();
    console.log('G1', documentsOf(cloud, 'cardClaims').map(({ orderId, status }) => [orderId, status]), awards(), marked(), orderOf(second).payer, orderOf(second).receipts,
      documentsOf(cloud, 'reminders').map(({ kind, status, outcome }) => [kind, status, outcome]), lin.serviceNotifications().map((n) => [n.page, n.fields]));
    const third = await paidBy(lin, 6600);
    await minute();
    console.log('G1 third', third, awards(), recount(cloud, CHEN), documentsOf(cloud, 'cardClaims').map(({ orderId, status }) => [orderId, status]));
    expect(documentsOf(cloud, 'cardClaims').filter(({ status }) => status === 'waiting')).toEqual([]);
  });

  it('G2 claim taken for first (member with leader), second was paid as guest, third as member; first refunded', async () => {
    const first = await paidBy(lin, 6600);
    const { claimId } = await lin.payment.confirm({ orderId: first });
    await minute();
    const second = await paidBy(lin, 6600);
    await minute();
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null, claimId });
    await minute();
    const third = await paidBy(lin, 6600);
    await minute();
    console.log('G2 before', awards());
    await refundWhole(first);
    await minute();
    await minute();
    console.log('G2', { first, second, third }, documentsOf(cloud, 'cardClaims').map(({ orderId, status }) => [orderId, status]), awards(), marked(), orderOf(second).payer, orderOf(second).receipts, recount(cloud, CHEN));
    expect(documentsOf(cloud, 'cardClaims').filter(({ status }) => status === 'waiting')).toEqual([]);
    expect(standing()).toHaveLength(1);
  });

  it('S1 third paid between the refund and the sweep: the earliest stands', async () => {
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const first = await paidBy(lin, 6600);
    await minute();
    const second = await paidBy(lin, 6600);
    await minute();
    await refundWhole(first);
    const third = await paidBy(lin, 6600);
    await minute();
    await minute();
    console.log('S1', { first, second, third }, awards(), marked());
    expect(standing().map(({ _id }) => _id)).toEqual([`first_order:${second}`]);
  });

  it('S2 guest: third paid between the refund and the sweep: a card for the earliest, once', async () => {
    const first = await paidBy(lin, 6600);
    await minute();
    const second = await paidBy(lin, 6600);
    await minute();
    await refundWhole(first);
    const third = await paidBy(lin, 6600);
    await minute();
    console.log('S2', { first, second, third }, documentsOf(cloud, 'cardClaims').map(({ orderId, status }) => [orderId, status]), marked());
    expect(documentsOf(cloud, 'cardClaims').filter(({ status }) => status === 'waiting')).toHaveLength(1);
  });

  it('S3 invite: third paid between the refund and the sweep', async () => {
    const wang = await inviterOf(cloud, 'wang');
    const friend = (await joinThrough(cloud, 'mei', wang.code)).phone;
    await minute();
    const first = await paidBy(friend, 6600);
    await minute();
    const second = await paidBy(friend, 6600);
    await minute();
    await refundWhole(first);
    const third = await paidBy(friend, 6600);
    await minute();
    console.log('S3', { first, second, third }, documentsOf(cloud, 'referrals').map(({ order }) => order), rewardsIn(cloud));
    expect(documentsOf(cloud, 'referrals').map(({ order }) => order?.orderId)).toEqual([second]);
  });

  it('R1 lost update: the rest comes back while the part is being looked at', async () => {
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const first = await paidBy(lin, 6600);
    await minute();
    const second = await paidBy(lin, 6600);
    await minute();
    await refund(first, 1000);
    expect(orderOf(first).movesFirst).toBe(true);
    const { store } = checkoutOf(cloud);
    let done = false;
    const orders = new Proxy(store.orders, {
      get: (target, name) => {
        const value = Reflect.get(target, name);
        if (name !== 'updateIf') return typeof value === 'function' ? value.bind(target) : value;
        return async (...args: unknown[]) => {
          if (!done) {
            done = true;
            await refundWhole(first);
          }
          return Reflect.apply(value, target, args);
        };
      },
    });
    const wrapped = new Proxy(store, {
      get: (target, name) => {
        if (name === 'orders') return orders;
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await moveFirstOrder({ store: wrapped, now: instant(cloud.clock.now()) }, first);
    console.log('R1 mid', orderOf(first).movesFirst, orderOf(first).checkAt, orderOf(first).refundedFen);
    for (let n = 0; n < 5; n += 1) await minute();
    console.log('R1', { first, second }, awards(), marked());
    expect(standing().map(({ _id }) => _id)).toEqual([`first_order:${second}`]);
  });

  it('R2 two part refunds at once', async () => {
    await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const first = await paidBy(lin, 6600);
    await minute();
    const second = await paidBy(lin, 6600);
    await minute();
    const whole = orderOf(first).agreed!.payableFen;
    const zhou = phoneOf(cloud, 'clerk-zhou');
    const he = phoneOf(cloud, 'operator-he');
    await Promise.all([
      zhou.payment.refund({ orderId: first, amountFen: fen(1000), reason: '退货' }),
      he.payment.refund({ orderId: first, amountFen: fen(whole - 1000), reason: '退货' }),
    ]);
    await cloud.wechat.pay.deliverDue();
    await minute();
    await minute();
    expect(standing().map(({ _id }) => _id)).toEqual([`first_order:${second}`]);
    expect(await differencesIn(cloud)).toEqual([]);
  });

  it('I1 invite: least of an order; first part-refunded below it goes to the next that qualifies, leader stays', async () => {
    await changeRule(cloud, {});
    const wang = await inviterOf(cloud, 'wang');
    const friend = (await joinThrough(cloud, 'mei', wang.code)).phone;
    await minute();
    const rule = documentsOf(cloud, 'inviteRules')[0];
    console.log('I1 rule', JSON.stringify(rule));
    const first = await paidBy(friend, 6600);
    await minute();
    const second = await paidBy(friend, 6600);
    await minute();
    await refund(first, orderOf(first).agreed!.payableFen - 1);
    await minute();
    await minute();
    console.log('I1', { first, second }, documentsOf(cloud, 'referrals').map(({ order, minOrderFen }) => [order, minOrderFen]), rewardsIn(cloud), marked());
  });

  it('I2 invite merged: A invited by wang; A1, then B1 of the other account; A1 refunded', async () => {
    const wang = await inviterOf(cloud, 'wang');
    await minute();
    const a = (await joinThrough(cloud, 'mei', wang.code)).phone;
    await minute();
    const b = phoneOf(cloud, { openid: 'oB', unionid: 'u-mei', appid: DEMO_APPID });
    await b.member.join({ leaderCode: null, phoneCode: null });
    await minute();
    const a1 = await paidBy(a, 6600);
    await minute();
    const b1 = await paidBy(b, 6600);
    await minute();
    const both = phoneOf(cloud, { ...a.identity, unionid: 'u-mei' });
    await both.identityMap.linkMine({});
    await minute();
    console.log('I2 merged', documentsOf(cloud, 'referrals').map(({ state, reason, order }) => [state, reason, order?.orderId]));
    await refundWhole(a1);
    await minute();
    await minute();
    console.log('I2', { a1, b1 }, documentsOf(cloud, 'referrals').map(({ state, order }) => [state, order?.orderId]), rewardsIn(cloud));
    await undoLatest(cloud);
    await minute();
    await minute();
    console.log('I2 undone', documentsOf(cloud, 'referrals').map(({ _id, state, order }) => [_id, state, order?.orderId]), rewardsIn(cloud), orderOf(b1).payer?.memberId);
  });
});
