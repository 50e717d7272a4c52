import { fen } from '@contracts/primitives/fen';
import type { MemberId, MergeId, OrderId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { latestMerge } from '../../stage/identity-stage';
import { billOf } from '../../stage/payment-stage';
import { differencesIn, shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

/** Merges upon merges, and what else happens to the same people meanwhile: everybody ends with what is theirs. */
describe('people who are merged more than once', () => {
  const cloud = sharedCloud();
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
  });

  const staff = () => phoneOf(cloud, 'operator-he').identityMap;
  const sweep = async (ms: number) => {
    cloud.moveClock(cloud.clock.now() + ms);
    await sweepTrade(cloud);
  };
  const figures = (memberId: MemberId) => {
    const { balance, pending, debt } = storedAccount(cloud, memberId) ?? {};
    return [balance, pending, debt];
  };
  const memberOf = (memberId: MemberId) => documentsOf(cloud, 'members').find(({ _id }) => _id === memberId);
  const joined = async (openid: string, unionid?: string) => {
    await sweep(HOUR_MS);
    const identity = { openid, appid: DEMO_APPID, ...(unionid && { unionid }) };
    return shopperWithPoints(cloud, identity, 1000);
  };
  const pay = async (phone: Phone, amountFen: number) => {
    const orderId = await billOf(cloud, amountFen);
    const choice = { orderId, coupon: 'best', usePoints: true } as const;
    const { quote } = await phone.payment.quote(choice);
    const answer = await phone.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'wechat' });
    if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
    await phone.paySheet(answer.sheet);
    await phone.payment.confirm({ orderId });
    await sweep(MINUTE_MS);
    return { orderId, payableFen: quote.payableFen };
  };
  const refund = async (orderId: OrderId, amountFen: number) => {
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(amountFen), reason: '退货' });
    await cloud.wechat.pay.deliverDue();
    await sweep(MINUTE_MS);
  };
  const merge = async (both: Phone) => {
    await both.identityMap.linkMine({});
    await sweep(MINUTE_MS);
    return latestMerge(cloud);
  };
  /** The number goes from one to the other, and staff say that it is one person. */
  const mergeByNumber = async (one: Phone, other: Phone) => {
    for (const phone of [one, other])
      await phone.member.linkPhone({ phoneCode: await phone.phoneCode('13811110001') });
    const { decisions } = await staff().listDecisions({ status: 'open', cursor: null });
    await staff().decide({
      decisionId: decisions[0]!.decisionId,
      verdict: 'same_person',
      reason: '核对过证件',
    });
    await sweep(MINUTE_MS);
    return latestMerge(cloud);
  };
  const undo = async (mergeId: MergeId) => {
    await staff().undoMerge({ mergeId, reason: '合错了' });
    await sweep(MINUTE_MS);
  };
  const bothOf = (openid: string, unionid: string) => phoneOf(cloud, { openid, unionid, appid: DEMO_APPID });

  it.each([
    ['refunded before the undos', true],
    ['refunded after them', false],
  ])('B into A into C, the latest undone first: everybody is who they were; %s', async (_when, early) => {
    const c = await joined('oC');
    const a = await joined('oA');
    const b = await joined('oB', 'uAB');
    await sweep(MINUTE_MS);
    const first = await merge(bothOf('oA', 'uAB'));
    const orders = [await pay(b.phone, 5000), await pay(a.phone, 5000)];
    const second = await mergeByNumber(a.phone, c.phone);
    const refundAll = async () => {
      for (const { orderId, payableFen } of orders) await refund(orderId, payableFen);
    };
    // The older one waits until the later is undone; its preview says so, and promises nothing.
    expect(await staff().previewUndo({ mergeId: first })).toMatchObject({
      comesBack: 0,
      stays: ['这次合并已不能撤销：超过 30 天、账户已注销，或之后又合并过'],
    });
    await expect(undo(first)).rejects.toMatchObject({ code: 'merge_not_undoable' });
    if (early) await refundAll();
    await undo(second);
    expect(memberOf(c.memberId)).toMatchObject({ absorbed: [], mergedInto: null });
    expect(memberOf(a.memberId)).toMatchObject({ absorbed: [b.memberId], mergedInto: null });
    expect(memberOf(b.memberId)).toMatchObject({ mergedInto: a.memberId });
    await undo(first);
    expect(memberOf(b.memberId)).toMatchObject({ mergedInto: null });
    for (const { phone, memberId } of [a, b, c])
      expect((await phone.member.readProfile({})).member.memberId).toBe(memberId);
    if (!early) await refundAll();
    expect([a, b, c].map(({ memberId }) => figures(memberId))).toEqual([
      [1020, 0, 0],
      [1020, 0, 0],
      [1020, 0, 0],
    ]);
  });

  it('merged twice and undone twice, one order refunded in parts all along: to whom they were taken from', async () => {
    const a = await joined('oA');
    const b = await joined('oB', 'uAB');
    await sweep(MINUTE_MS);
    const first = await merge(bothOf('oA', 'uAB'));
    const { orderId, payableFen } = await pay(a.phone, 12_000);
    await refund(orderId, 1000);
    await undo(first);
    await refund(orderId, 2000);
    const second = await mergeByNumber(a.phone, b.phone);
    await refund(orderId, 3000);
    const { stays } = await staff().previewUndo({ mergeId: second });
    expect(stays.join()).not.toMatch(/原会员的 .* 积分/);
    await undo(second);
    // So much of the order is back: the second one’s first, which were taken last.
    expect(figures(b.memberId)[0]).toBe(1020);
    await refund(orderId, payableFen - 6000);
    expect([figures(a.memberId), figures(b.memberId)]).toEqual([
      [1020, 0, 0],
      [1020, 0, 0],
    ]);
  });

  it.each(['kept', 'absorbed'] as const)(
    'the %s one had asked to close: nothing of the other goes with it, and an undo goes on with the rest of the grace',
    async (who) => {
      const a = await joined('oA');
      const b = await joined('oB', 'uAB');
      await sweep(MINUTE_MS);
      const asking = who === 'kept' ? a : b;
      await asking.phone.identityMap.requestClosure({});
      await sweep(6 * DAY_MS);
      const mergeId = await merge(bothOf('oA', 'uAB'));
      await sweep(8 * DAY_MS);
      expect(figures(a.memberId)).toEqual([2020, 0, 0]);
      const { merges } = await staff().listMerges({ cursor: null });
      expect(merges[0]?.lines).toContain('注销申请随合并取消，仍要注销请重新申请；撤销合并时恢复');
      await undo(mergeId);
      await sweep(HOUR_MS);
      expect(documentsOf(cloud, 'closures')).toEqual([]);
      await sweep(DAY_MS);
      expect(documentsOf(cloud, 'closures').map(({ _id }) => _id)).toEqual([asking.memberId]);
      expect(figures((who === 'kept' ? b : a).memberId)).toEqual([1020, 0, 0]);
    },
  );

  it('an order took both’s points and one’s coupon; that one has left since: nobody else gets them back', async () => {
    const a = await joined('oA');
    const b = await joined('oB', 'uAB');
    await sweep(MINUTE_MS);
    const mergeId = await merge(bothOf('oA', 'uAB'));
    const { orderId, payableFen } = await pay(a.phone, 12_000);
    const couponId = documentsOf(cloud, 'orders')[0]?.agreed?.couponId;
    await undo(mergeId);
    const owner = documentsOf(cloud, 'coupons').find(({ _id }) => _id === couponId)?.memberId;
    expect(owner).toBe(b.memberId);
    await b.phone.identityMap.requestClosure({});
    await sweep(7 * DAY_MS);
    await refund(orderId, payableFen);
    expect(figures(a.memberId)).toEqual([1020, 0, 0]);
    expect(documentsOf(cloud, 'coupons').find(({ _id }) => _id === couponId)?.status).toBe('used');
    expect(documentsOf(cloud, 'orders')[0]?.receipts.map(({ text }) => text)).toContain(
      '优惠券的主人已注销会员，不再退回',
    );
    expect(documentsOf(cloud, 'pointsAccounts').map(({ _id }) => _id)).toEqual([a.memberId]);
  });
});
