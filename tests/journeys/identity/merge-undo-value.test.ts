import { fen } from '@contracts/primitives/fen';
import type { MemberId, OrderId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { latestMerge, undoLatest } from '../../stage/identity-stage';
import { billOf } from '../../stage/payment-stage';
import { differencesIn, ledgerOf, shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

/**
 * Two people who were one member for a while (a wrong merge) and are two again: what an order held, earned, gave back or
 * clawed back belongs to whom it came from (docs/decisions, "merging members").
 */
describe('an undone merge gives nobody’s points to the other', () => {
  const cloud = sharedCloud();
  let b: Phone;
  let both: Phone;
  let aId: MemberId;
  let bId: MemberId;

  beforeEach(async () => {
    ({ memberId: aId } = await shopperWithPoints(cloud, { openid: 'oA', appid: DEMO_APPID }, 1000));
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    const second = { openid: 'oB', unionid: 'uSame', appid: DEMO_APPID };
    ({ phone: b, memberId: bId } = await shopperWithPoints(cloud, second, 1000));
    both = phoneOf(cloud, { openid: 'oA', unionid: 'uSame', appid: DEMO_APPID });
    await sweep(MINUTE_MS);
  });
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
  });

  const POINTS = { coupon: 'none', usePoints: true } as const;
  const NO_POINTS = { coupon: 'none', usePoints: false } as const;
  const sweep = async (ms: number) => {
    cloud.moveClock(cloud.clock.now() + ms);
    await sweepTrade(cloud);
  };
  const figures = (memberId: MemberId) => {
    const { balance, pending, debt } = storedAccount(cloud, memberId) ?? {};
    return [balance, pending, debt];
  };
  const confirm = async (phone: Phone, choice: typeof POINTS | typeof NO_POINTS, amountFen = 3600) => {
    const orderId = await billOf(cloud, amountFen);
    const { quote } = await phone.payment.quote({ orderId, ...choice });
    const answer = await phone.payment.pay({
      orderId,
      ...choice,
      expectedFen: quote.payableFen,
      at: 'wechat',
    });
    if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
    return { orderId, sheet: answer.sheet };
  };
  const pay = async (phone: Phone, order: Awaited<ReturnType<typeof confirm>>) => {
    expect(await phone.paySheet(order.sheet)).toBe('requestPayment:ok');
    return (await phone.payment.confirm({ orderId: order.orderId })).order;
  };
  const refund = async (orderId: OrderId, amountFen: number) => {
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(amountFen), reason: '退货' });
    await cloud.wechat.pay.deliverDue();
  };
  const merge = () => both.identityMap.linkMine({});
  const preview = async () =>
    phoneOf(cloud, 'operator-he').identityMap.previewUndo({ mergeId: await latestMerge(cloud) });

  it('held by an unpaid order that times out while they are one', async () => {
    await confirm(b, POINTS);
    expect(figures(bId)).toEqual([0, 0, 0]);
    await merge();
    await sweep(HOUR_MS);
    expect(documentsOf(cloud, 'orders').map(({ status }) => status)).toEqual(['cancelled']);
    await undoLatest(cloud);
    expect([figures(aId), figures(bId)]).toEqual([
      [1020, 0, 0],
      [1020, 0, 0],
    ]);
  });

  it('held by an unpaid order at the undo: they come back to whom they were taken from', async () => {
    await merge();
    // Soonest first: the order of the kept one takes what they share.
    await confirm(both, POINTS, 12_000);
    const { stays } = await preview();
    expect(stays.join()).toMatch(/原会员的 \S+ 积分在合并后花掉或被订单占用/);
    await undoLatest(cloud);
    await sweep(HOUR_MS);
    expect([figures(aId), figures(bId)]).toEqual([
      [1020, 0, 0],
      [1020, 0, 0],
    ]);
  });

  it.each(['before', 'after'] as const)('paid before the merge, refunded %s the undo', async (when) => {
    const { orderId } = await pay(b, await confirm(b, POINTS));
    const { payableFen } = documentsOf(cloud, 'orders')[0]!.agreed!;
    await merge();
    if (when === 'before') await refund(orderId, payableFen);
    await undoLatest(cloud);
    if (when === 'after') await refund(orderId, payableFen);
    expect([figures(aId), figures(bId)]).toEqual([
      [1020, 0, 0],
      [1020, 0, 0],
    ]);
  });

  it('confirmed before, paid during, refunded in two parts, one during and one after', async () => {
    const order = await confirm(b, POINTS);
    await merge();
    await pay(b, order);
    expect(figures(aId)[1]).toBe(24);
    await refund(order.orderId, 1000);
    await undoLatest(cloud);
    const { payableFen } = documentsOf(cloud, 'orders')[0]!.agreed!;
    expect(figures(aId)).toEqual([1020, 0, 0]);
    await refund(order.orderId, payableFen - 1000);
    expect([figures(aId), figures(bId)]).toEqual([
      [1020, 0, 0],
      [1020, 0, 0],
    ]);
  });

  it('what an order earned is the payer’s, and is clawed back from the payer', async () => {
    await merge();
    const order = await confirm(b, NO_POINTS);
    await pay(b, order);
    await undoLatest(cloud);
    expect([figures(aId), figures(bId)]).toEqual([
      [1020, 0, 0],
      [1020, 34, 0],
    ]);
    await refund(order.orderId, 3420);
    expect(figures(aId)).toEqual([1020, 0, 0]);
    expect(figures(bId)).toEqual([1020, 0, 0]);
    expect(ledgerOf(cloud, bId).at(-1)).toMatchObject({ kind: 'claw_back', pending: -34 });
  });

  it('an order whose refund is owed: the debt is the payer’s, whoever’s points paid it meanwhile', async () => {
    const order = await confirm(b, NO_POINTS);
    await pay(b, order);
    await sweep(7 * DAY_MS);
    // All of the second one's points are held by another order, so the refund becomes a debt.
    await confirm(b, POINTS, 20_000);
    expect(figures(bId)).toEqual([0, 0, 0]);
    await merge();
    await refund(order.orderId, 3420);
    await undoLatest(cloud);
    await sweep(HOUR_MS);
    expect([figures(aId), figures(bId)]).toEqual([
      [1020, 0, 0],
      [1020, 0, 0],
    ]);
  });

  it('the other’s order spent the kept one’s points and stays paid: said before, and back with the refund', async () => {
    await merge();
    const order = await confirm(b, POINTS, 12_000);
    await pay(b, order);
    const { points: taken } = documentsOf(cloud, 'orders')[0]!.agreed!;
    // A thousand of them are the other's: of the gift of joining they have one while they are one.
    expect(taken).toBe(2020);
    const { stays } = await preview();
    expect(stays.join()).toContain('原会员的 1,000 积分在合并后花掉');
    expect(stays.join()).toContain(
      '保留会员的 1,020 积分被原会员的订单花掉或占用，退款、取消时才退回保留的会员',
    );
    await undoLatest(cloud);
    expect([figures(aId)[0], figures(bId)[0]]).toEqual([0, 20]);
    await refund(order.orderId, documentsOf(cloud, 'orders')[0]!.agreed!.payableFen);
    expect([figures(aId)[0], figures(bId)[0]]).toEqual([1020, 1020]);
  });

  it('says nothing of awards of invites where the merge refused none', async () => {
    await merge();
    const { stays } = await preview();
    expect(stays.join()).not.toContain('邀请奖励');
  });
});
