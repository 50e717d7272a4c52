import { fen } from '@contracts/primitives/fen';
import type { MemberId, OrderId } from '@contracts/primitives/ids';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import type { PointsRuleDraft } from '@contracts/points/points-rule';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { differencesIn, ledgerOf, shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

/** The demo merchant: 1 point per yuan, usable after 7 days; 100 points are 1 yuan, for 30 % at most, from 100 up. */
describe('points at the checkout (J4, J10)', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  let linId: MemberId;
  beforeEach(async () => {
    cloud = await startJourney();
    ({ phone: lin, memberId: linId } = await shopperWithPoints(cloud, 'shopper-lin', 1000));
  });
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
    await cloud.close();
  });

  const POINTS = { coupon: 'none', usePoints: true } as const;
  const NO_POINTS = { coupon: 'none', usePoints: false } as const;
  const figures = () => {
    const { balance, pending, debt } = storedAccount(cloud, linId)!;
    return { balance, pending, debt };
  };
  const kinds = () => ledgerOf(cloud, linId).map(({ kind }) => kind);
  const confirmWith = async (orderId: OrderId, choice: typeof POINTS | typeof NO_POINTS, phone = lin) => {
    const { quote } = await phone.payment.quote({ orderId, ...choice });
    const expectedFen = quote.payableFen;
    const answer = await phone.payment.pay({ orderId, ...choice, expectedFen, at: 'wechat' });
    if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
    return answer.sheet;
  };
  const payWith = async (orderId: OrderId, choice: typeof POINTS | typeof NO_POINTS) => {
    expect(await lin.paySheet(await confirmWith(orderId, choice))).toBe('requestPayment:ok');
    return (await lin.payment.confirm({ orderId })).order;
  };
  const refund = async (orderId: OrderId, amountFen: number) => {
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.payment.refund({ orderId, amountFen: fen(amountFen), reason: '商品缺货' });
    await cloud.wechat.pay.deliverDue();
  };
  const publish = async (change: (draft: PointsRuleDraft) => PointsRuleDraft) => {
    const operator = phoneOf(cloud, 'operator-he');
    const { rule } = await operator.points.readRule({});
    const { version, publishedAt, ...draft } = rule!;
    expect(publishedAt).toBeGreaterThan(0);
    await operator.points.publishRule({ draft: change(draft), basedOn: version });
  };

  it('the quote offers the member’s own points under the published rule, whether or not they are used', async () => {
    const orderId = await billOf(cloud, 3200);
    // 3200 × 95 % = 3040; 30 % of it is 9.12 yuan, 912 points.
    const offered = { balance: 1000, points: 912, savedFen: 912, unusableReason: null };
    const without = await lin.payment.quote({ orderId, ...NO_POINTS });
    expect(without).toMatchObject({ pointsOption: offered, quote: { payableFen: 3040, points: 0 } });
    const used = await lin.payment.quote({ orderId, ...POINTS });
    expect(used).toMatchObject({ pointsOption: offered, quote: { payableFen: 2128, points: 912 } });
    expect(used.quote.steps.at(-1)).toEqual({ kind: 'points', savedFen: 912, text: '912 积分抵 9.12 元' });
  });

  it('confirming takes them, paying keeps them taken, and the receipt tells what was saved and earned', async () => {
    const orderId = await billOf(cloud, 3200);
    await confirmWith(orderId, POINTS);
    expect(figures()).toEqual({ balance: 88, pending: 0, debt: 0 });
    const order = await payWith(orderId, POINTS);
    // Earned on the 21.28 yuan paid in money.
    expect(figures()).toEqual({ balance: 88, pending: 21, debt: 0 });
    expect(order.receipts.map(({ text }) => text)).toEqual([
      '邻里会员卡会员价 95 折，省 1.60 元',
      '912 积分抵 9.12 元，省 9.12 元',
      '消费得 21 积分，11月28日 12:00 起可用',
    ]);
    expect(kinds()).toEqual(['adjust', 'spend', 'earn']);
  });

  it('only whole units of the rate are taken: at 1 yuan a point a rest of 50 fen stays payable', async () => {
    const rate = { filter: {}, modifier: { $set: { memberRate: 1000 } }, multi: true };
    await cloud.database.environment(cloud.env).update('cardPlans', rate);
    await publish((draft) => ({ ...draft, offset: { pointsPerYuan: 1, mostShare: 1000, leastPoints: 1 } }));
    const orderId = await billOf(cloud, 10_050);
    const { quote } = await lin.payment.quote({ orderId, ...POINTS });
    expect(quote).toMatchObject({ payableFen: 50, points: 100 });
    await payWith(orderId, POINTS);
    expect(figures().balance).toBe(900);
  });

  it('a cancelled order gives them back, and says so', async () => {
    const orderId = await billOf(cloud, 3200);
    await confirmWith(orderId, POINTS);
    const { order } = await lin.payment.cancel({ orderId });
    expect(order.receipts.map(({ text }) => text)).toEqual(['没有付款，抵扣的 912 积分已退回']);
    expect(figures()).toEqual({ balance: 1000, pending: 0, debt: 0 });
  });

  it('an order that ran out of time gives them back; the next one takes them', async () => {
    const orderId = await billOf(cloud, 3200);
    await confirmWith(orderId, POINTS);
    cloud.moveClock(cloud.clock.now() + 16 * MINUTE_MS);
    await cloud.runTimers();
    // 20 for joining came with the sweep.
    expect(figures().balance).toBe(1020);
    await payWith(await billOf(cloud, 3200), POINTS);
    expect(figures().balance).toBe(108);
  });

  it('confirmed with points, without, and with points again: each confirmation holds what it agreed', async () => {
    const orderId = await billOf(cloud, 3200);
    await confirmWith(orderId, POINTS);
    await confirmWith(orderId, NO_POINTS);
    expect(figures().balance).toBe(1000);
    await confirmWith(orderId, POINTS);
    expect(figures().balance).toBe(88);
    await confirmWith(orderId, POINTS);
    await payWith(orderId, POINTS);
    expect(figures()).toMatchObject({ balance: 88, debt: 0 });
    expect(kinds()).toEqual(['adjust', 'spend', 'refund_back', 'spend', 'earn']);
  });

  it('from WeChat to the counter with the same points: they stay taken by the first confirmation', async () => {
    const orderId = await billOf(cloud, 3200);
    await confirmWith(orderId, POINTS);
    const { quote } = await lin.payment.quote({ orderId, ...POINTS });
    const expectedFen = quote.payableFen;
    const answer = await lin.payment.pay({ orderId, ...POINTS, expectedFen, at: 'counter' });
    expect(answer.outcome).toBe('pay_at_counter');
    await phoneOf(cloud, 'clerk-zhou').payment.recordCounterPayment({ orderId, method: 'cash' });
    expect(kinds()).toEqual(['adjust', 'spend', 'earn']);
    await refund(orderId, 2128);
    expect(figures()).toEqual({ balance: 1000, pending: 0, debt: 0 });
  });

  it('taps at once, and two orders at once, never spend a point twice', async () => {
    const [one, other] = [await billOf(cloud, 3200), await billOf(cloud, 3200)];
    const taps = [one, one, one, other, other].map((orderId) =>
      lin.payment.pay({ orderId, ...POINTS, expectedFen: fen(2128), at: 'wechat' }),
    );
    const answers = await Promise.allSettled(taps);
    const reasons = answers.flatMap((answer): unknown[] =>
      answer.status === 'rejected' ? [answer.reason] : [],
    );
    expect(reasons.length).toBeGreaterThanOrEqual(2);
    for (const reason of reasons)
      expect(['points_not_enough', 'quote_changed']).toContain((reason as { code: string }).code);
    expect(figures().balance).toBe(88);
    expect(kinds()).toEqual(['adjust', 'spend']);
  });

  it('partial refunds take back and give back their share, the last the rest, each said on the receipt', async () => {
    const orderId = await billOf(cloud, 3200);
    await payWith(orderId, POINTS);
    await refund(orderId, 1064);
    expect(figures()).toEqual({ balance: 88 + 456, pending: 11, debt: 0 });
    await refund(orderId, 1064);
    expect(figures()).toEqual({ balance: 1000, pending: 0, debt: 0 });
    const { order } = await lin.payment.readOrder({ orderId });
    expect(order.receipts.slice(3).map(({ kind, text }) => [kind, text])).toEqual([
      ['refund', '退款 10.64 元：商品缺货'],
      ['restored', '抵扣的 456 积分已退回'],
      ['reversed', '随退款收回 10 积分'],
      ['refund', '退款 10.64 元：商品缺货'],
      ['restored', '抵扣的 456 积分已退回'],
      ['reversed', '随退款收回 11 积分'],
    ]);
  });

  it('what was spent since is owed, and the receipt says so', async () => {
    const orderId = await billOf(cloud, 30_000);
    await payWith(orderId, NO_POINTS);
    cloud.moveClock(cloud.clock.now() + 8 * DAY_MS);
    await payWith(await billOf(cloud, 100_000), POINTS);
    expect(figures()).toMatchObject({ balance: 0 });
    await refund(orderId, 28_500);
    const { order } = await lin.payment.readOrder({ orderId });
    expect(order.receipts.at(-1)?.text).toBe('随退款收回 285 积分，其中 285 积分已用掉，以后得到的先还');
    expect(figures()).toMatchObject({ balance: 0, debt: 285 });
  });

  it('points may pay the whole bill: no WeChat Pay, and a refund gives all of them back', async () => {
    await publish((draft) => ({ ...draft, offset: { ...draft.offset, mostShare: 1000 } }));
    const orderId = await billOf(cloud, 400);
    const answer = await lin.payment.pay({ orderId, ...POINTS, expectedFen: fen(0), at: 'wechat' });
    expect(answer).toMatchObject({ outcome: 'paid', order: { method: 'zero', payableFen: 0 } });
    expect(cloud.wechat.pay.state.transactions.size).toBe(0);
    expect(figures()).toEqual({ balance: 620, pending: 0, debt: 0 });
    await refund(orderId, 0);
    expect(figures()).toEqual({ balance: 1000, pending: 0, debt: 0 });
  });

  it('where points take nothing off, nothing is offered; where they do, a reason stands for every no', async () => {
    const orderId = await billOf(cloud, 3200);
    const option = async (phone = lin, coupon: 'best' | 'none' = 'none') =>
      (await phone.payment.quote({ orderId, coupon, usePoints: true })).pointsOption;
    const wang = phoneOf(cloud, 'shopper-wang');
    expect(await option(wang)).toBeNull();
    await wang.member.join({ leaderCode: null, phoneCode: null });
    expect(await option(wang)).toMatchObject({ points: 0, unusableReason: '还没有可用的积分' });
    const environment = cloud.database.environment(cloud.env);
    const modifier = { $set: { 'terms.stacksWithPoints': false } };
    await environment.update('coupons', { filter: {}, modifier, multi: true });
    expect(await option(lin, 'best')).toMatchObject({ unusableReason: '「满 29 减 5」不能与积分同享' });
    expect(await option()).toMatchObject({ points: 912, unusableReason: null });
    await publish((draft) => ({ ...draft, offset: { ...draft.offset, pointsPerYuan: null } }));
    expect(await option()).toBeNull();
  });

  it('categories that earn nothing are shared out of what was paid', async () => {
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const items = [
      { title: '蔬菜', category: '生鲜', amountFen: fen(4000) },
      { title: '白酒', category: '烟酒', amountFen: fen(6000) },
    ];
    const { order } = await clerk.payment.openBill({ storeId: STORE, items });
    await payWith(order.orderId, NO_POINTS);
    // 40 % of the 95 yuan paid.
    expect(figures().pending).toBe(38);
  });

  describe('who pays before joining', () => {
    const guest = () => phoneOf(cloud, { openid: 'oGuest-1', appid: DEMO_APPID });
    const pendingOf = (memberId: MemberId) => storedAccount(cloud, memberId)?.pending ?? 0;
    const firstPayment = async () => {
      const orderId = await billOf(cloud, 10_000);
      await payInWechat(guest(), orderId);
      const { claimId } = await guest().payment.confirm({ orderId });
      return { orderId, claimId };
    };

    it('earns for that payment when the claim is taken, once', async () => {
      const { orderId, claimId } = await firstPayment();
      const join = { leaderCode: null, phoneCode: null, claimId };
      const joined = await Promise.all([1, 2, 3].map(() => guest().member.join(join)));
      expect(pendingOf(joined[0]!.member.memberId)).toBe(100);
      const { order } = await guest().payment.readOrder({ orderId });
      expect(order.receipts.map(({ kind }) => kind)).toEqual(['claim', 'claim', 'earned']);
    });

    it('earns on what was not refunded before, and later refunds take their share of that', async () => {
      const { orderId, claimId } = await firstPayment();
      await refund(orderId, 4000);
      const { member } = await guest().member.join({ leaderCode: null, phoneCode: null, claimId });
      expect(pendingOf(member.memberId)).toBe(60);
      await refund(orderId, 3000);
      expect(pendingOf(member.memberId)).toBe(30);
      await refund(orderId, 3000);
      expect(pendingOf(member.memberId)).toBe(0);
    });

    it('joined between paying and the notice: the payment is a member’s', async () => {
      cloud.wechat.pay.setPolicy({ delayMs: MINUTE_MS });
      await payInWechat(guest(), await billOf(cloud, 10_000));
      const { member } = await guest().member.join({ leaderCode: null, phoneCode: null });
      cloud.moveClock(cloud.clock.now() + 2 * MINUTE_MS);
      await cloud.runTimers();
      expect(pendingOf(member.memberId)).toBe(100);
      expect(documentsOf(cloud, 'cardClaims')).toEqual([]);
    });
  });
});
