import { DAY_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../../local/seed/demo-people';
import { publishGrowth } from '../../../stage/growth/growth-stage';
import { pass } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { foundInBooks } from '../../../stage/money-stage';
import { billOf } from '../../../stage/payment-stage';
import { differencesIn, storedAccount } from '../../../stage/points-stage';
import { documentsOf, phoneOf } from '../../../stage/stage';

/** A clerk’s own cash bill that is nobody’s yet: a phone WeChat has not named attached it, and its claim waits. */
describe('the claim of a clerk’s own cash bill', () => {
  const cloud = sharedCloud();
  const folded = async () => {
    for (let minute = 0; minute < 5; minute += 1) await pass(cloud);
  };

  const growthOf = (orderId: string) =>
    documentsOf(cloud, 'growthEntries')
      .filter(({ _id, of }) => [_id, of].some((id) => id === `paid:${orderId}`))
      .reduce((sum, { delta }) => sum + delta, 0);

  it.each([
    ['is claimed in the moment the phone is named', false],
    ['is claimed after it was judged', true],
  ])('%s: its points and its growth are held', async (_, isJudgedBefore) => {
    await publishGrowth(cloud);
    const zhou = phoneOf(cloud, 'clerk-zhou');
    const { member } = await zhou.member.join({ leaderCode: null, phoneCode: null });
    await folded();
    const before = storedAccount(cloud, member.memberId)?.balance;
    const orderId = await billOf(cloud, 300_000);
    await zhou.payment.recordCounterPayment({ orderId, method: 'cash' });
    const { claimId } = await phoneOf(cloud, { openid: 'oZhou-2', appid: DEMO_APPID }).payment.attach({
      orderId,
    });
    const { unionid } = zhou.identity;
    if (unionid === undefined || claimId === null) throw new Error('no claim');
    const named = phoneOf(cloud, { openid: 'oZhou-2', appid: DEMO_APPID, unionid });
    if (isJudgedBefore) {
      await named.identityMap.linkMine({});
      await folded();
      expect(documentsOf(cloud, 'orders')).toMatchObject([{ ownBillHeld: true, payer: { memberId: null } }]);
    }
    const { outcome } = await named.member.join({ leaderCode: null, phoneCode: null, claimId });
    expect(outcome).toBe('already_member');
    await folded();
    expect(documentsOf(cloud, 'orders')).toMatchObject([
      { ownBillHeld: true, payer: { memberId: member.memberId } },
    ]);
    await pass(cloud, 8 * DAY_MS);
    await folded();
    expect(storedAccount(cloud, member.memberId)?.balance).toBe(before);
    expect(growthOf(orderId)).toBe(0);
    expect([await foundInBooks(cloud), await differencesIn(cloud)]).toEqual([[], []]);
  });
});
