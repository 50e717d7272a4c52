import { fen } from '@contracts/primitives/fen';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { couponTemplateId } from '@contracts/values';
import { pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, phoneOf } from '../../stage/stage';

describe('a coupon redeemed minutes before its owner’s account is closed', () => {
  const cloud = sharedCloud();

  it('stays used when the clerk takes the redemption back after that: it is nobody’s', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const zhou = phoneOf(cloud, 'clerk-zhou');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const templateId = couponTemplateId.parse('tpl_weekend-15');
    const { coupon } = await lin.coupon.collect({ templateId });
    await cloud.database.environment(cloud.env).update('coupons', {
      filter: { _id: coupon.id },
      modifier: { $set: { expiresAt: coupon.expiresAt + 30 * DAY_MS } },
      multi: false,
    });
    await lin.identityMap.requestClosure({});
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS - MINUTE_MS);
    const redemption = { couponId: coupon.id, turn: 1, storeId: STORE };
    await zhou.coupon.redeem({ ...redemption, amountFen: fen(20_000) });
    for (let minute = 0; minute < 4; minute += 1) await pass(cloud);
    expect(documentsOf(cloud, 'members')).toEqual([]);
    await expect(
      zhou.coupon.undoRedeem({ couponId: coupon.id, turn: 1, reason: '扫错了' }),
    ).rejects.toMatchObject({ code: 'coupon_undo_too_late' });
    expect(documentsOf(cloud, 'coupons')).toMatchObject([{ _id: coupon.id, status: 'used' }]);
  });
});
