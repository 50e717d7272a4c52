import type { CouponId, MemberId } from '@contracts/primitives/ids';
import { HOUR_MS } from '@contracts/primitives/time';
import { couponTemplateId } from '@contracts/values';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { latestMerge, undoLatest } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { pass } from '../../stage/money-stage';
import { billOf } from '../../stage/payment-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** Coupons of two who were one for a while: what the undo's preview says of them, and whose they are. */
describe('coupons and an undone merge', () => {
  const cloud = sharedCloud();
  const templateId = couponTemplateId.parse('tpl_weekend-15');
  let a: Phone;
  let b: Phone;
  let both: Phone;
  let bId: MemberId;

  beforeEach(async () => {
    ({ phone: a } = await shopperWithPoints(cloud, { openid: 'oA', appid: DEMO_APPID }, 0));
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    const second = { openid: 'oB', unionid: 'uSame', appid: DEMO_APPID };
    ({ phone: b, memberId: bId } = await shopperWithPoints(cloud, second, 0));
    both = phoneOf(cloud, { openid: 'oA', unionid: 'uSame', appid: DEMO_APPID });
    await pass(cloud, 1);
  });
  const merge = async () => {
    await both.identityMap.linkMine({});
    await pass(cloud, 1);
  };
  const preview = async () =>
    (
      await phoneOf(cloud, 'operator-he').identityMap.previewUndo({ mergeId: await latestMerge(cloud) })
    ).stays.join();
  const hold = async (coupon: CouponId) => {
    const choice = { orderId: await billOf(cloud, 20_000), coupon, usePoints: false };
    const { quote } = await both.payment.quote(choice);
    await both.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'wechat' });
  };

  it('one that an order of the other holds is named, and is theirs when the order ends', async () => {
    const { coupon } = await b.coupon.collect({ templateId });
    await merge();
    expect(await preview()).not.toContain('占用，那一单照旧可用');
    await hold(coupon.id);
    expect(await preview()).toContain('1 份优惠券被一笔未付的订单占用，那一单照旧可用，不付时归原会员');
    await undoLatest(cloud);
    await pass(cloud, 20);
    await pass(cloud, 1);
    const after = documentsOf(cloud, 'coupons').find(({ _id }) => _id === coupon.id);
    expect([after?.status, after?.memberId]).toEqual(['unused', bId]);
  });

  it('those they got as one are named: they stay', async () => {
    await merge();
    expect(await preview()).not.toContain('合并后发到的');
    await b.coupon.collect({ templateId });
    expect(await preview()).toContain('合并后发到的 1 张优惠券留在保留的会员');
  });

  it('a link made meanwhile is whose the coupon is: they cannot take their own, and can take it back', async () => {
    const { coupon: theirs } = await b.coupon.collect({ templateId });
    await merge();
    const { offerCode } = await both.coupon.offer({ couponId: theirs.id });
    await undoLatest(cloud);
    await pass(cloud, 1);
    await expect(b.coupon.takeOffer({ offerCode })).rejects.toMatchObject({ code: 'offer_own' });
    expect((await a.coupon.readOffer({ offerCode })).viewer).toBe('member');
    await b.coupon.withdrawOffer({ couponId: theirs.id });
  });
});
