import { fen } from '@contracts/primitives/fen';
import { DAY_MS } from '@contracts/primitives/time';
import { billOf, prepareInWechat } from '../../stage/payment-stage';
import { differencesIn, shopperWithPoints } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf } from '../../stage/stage';

/** What belongs to an erased person goes to nobody: money back, no points, no coupon, a receipt that says so. */
describe('a refund on the order of a closed account', () => {
  const cloud = sharedCloud();

  async function paidAndClosed() {
    const { phone, memberId } = await shopperWithPoints(cloud, 'shopper-lin', 1000);
    const orderId = await billOf(cloud, 6600);
    expect(await phone.paySheet(await prepareInWechat(phone, orderId))).toBe('requestPayment:ok');
    await phone.payment.confirm({ orderId });
    await phone.identityMap.requestClosure({});
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
    await cloud.triggerTimers();
    expect(documentsOf(cloud, 'members').map(({ _id }) => _id)).not.toContain(memberId);
    return { orderId, memberId, phone };
  }
  const ordered = () => documentsOf(cloud, 'orders')[0]!;
  const refund = async (amountFen: number) => {
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.payment.refund({ orderId: ordered()._id, amountFen: fen(amountFen), reason: '商品缺货' });
    await cloud.wechat.pay.deliverDue();
  };

  it('gives the money back and nothing else, in whole and in parts', async () => {
    const { memberId } = await paidAndClosed();
    const entries = documentsOf(cloud, 'pointsEntries').length;
    const { payableFen, couponId } = ordered().agreed!;
    expect(couponId).not.toBeNull();
    await refund(1000);
    await refund(payableFen - 1000);
    expect(ordered()).toMatchObject({ refundedFen: payableFen, refundingFen: 0 });
    expect(documentsOf(cloud, 'pointsEntries')).toHaveLength(entries);
    expect(documentsOf(cloud, 'pointsAccounts').map(({ _id }) => _id)).not.toContain(memberId);
    expect(documentsOf(cloud, 'coupons').find(({ _id }) => _id === couponId)?.status).toBe('used');
    expect(ordered().receipts.map(({ text }) => text)).toContain(
      '会员已注销：款已退回，积分和优惠券不再退回',
    );
    expect(documentsOf(cloud, 'reminders').filter(({ recipient }) => recipient === memberId)).toEqual([]);
    expect(await differencesIn(cloud)).toEqual([]);
  });

  it('an order that cost nothing says nothing of money', async () => {
    const { phone, memberId } = await shopperWithPoints(cloud, 'shopper-lin', 0);
    const orderId = await billOf(cloud, 300);
    await phone.payment.pay({ orderId, coupon: 'best', usePoints: false, expectedFen: fen(0), at: 'wechat' });
    await phone.identityMap.requestClosure({});
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
    await cloud.triggerTimers();
    expect(documentsOf(cloud, 'members').map(({ _id }) => _id)).not.toContain(memberId);
    await refund(0);
    expect(
      ordered()
        .receipts.slice(-2)
        .map(({ text }) => text),
    ).toEqual(['这一单已撤销，没有付过钱，不涉及退款：商品缺货', '会员已注销：积分和优惠券不再退回']);
  });

  it('a coupon that goes with the account stays issued: the stock does not open again', async () => {
    const { phone } = await shopperWithPoints(cloud, 'shopper-lin', 0);
    // A template with a total; what is limited per day only opens again every day.
    const { _id: templateId } = documentsOf(cloud, 'couponTemplates').find(
      ({ limits, collectable }) => collectable && limits.total !== null,
    )!;
    await phone.coupon.collect({ templateId });
    const stock = () => {
      const shards = documentsOf(cloud, 'couponStock').filter((shard) => shard.templateId === templateId);
      const sum = (of: 'issued' | 'left' | 'erased') => shards.reduce((all, shard) => all + shard[of], 0);
      return { issued: sum('issued'), left: sum('left'), erased: sum('erased') };
    };
    const before = stock();
    await phone.identityMap.requestClosure({});
    // The nightly count comes after the erasure, and again after the next issue.
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
    await cloud.triggerTimers();
    cloud.moveClock(cloud.clock.now() + DAY_MS);
    await cloud.triggerTimers();
    expect(stock()).toEqual({ ...before, erased: 1 });
    const { phone: wang } = await shopperWithPoints(cloud, 'shopper-wang', 0);
    const claimed = await wang.coupon.collect({ templateId }).then(
      () => 1,
      () => 0,
    );
    cloud.moveClock(cloud.clock.now() + DAY_MS);
    await cloud.triggerTimers();
    expect(stock()).toEqual({
      issued: before.issued + claimed,
      left: before.left - claimed,
      erased: 1,
    });
  });

  it('whoever comes back as a new member is not given what the erased one had', async () => {
    const { phone } = await paidAndClosed();
    const { member } = await phone.member.join({ leaderCode: null, phoneCode: null });
    await refund(ordered().agreed!.payableFen);
    expect(documentsOf(cloud, 'pointsEntries').filter((entry) => entry.memberId === member.memberId)).toEqual(
      [],
    );
    expect(await differencesIn(cloud)).toEqual([]);
  });
});
