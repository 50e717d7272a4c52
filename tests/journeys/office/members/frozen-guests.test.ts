import type { MemberId } from '@contracts/primitives/ids';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { HOLD_MS, invitePoints, inviterOf, joinThrough, order, passTrade } from '../../../stage/invite-stage';
import { refundBy } from '../../../stage/money-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { BEST, billOf } from '../../../stage/payment-stage';
import { shopperWithPoints } from '../../../stage/points-stage';
import { documentsOf, phoneOf, type Phone } from '../../../stage/stage';

/** What is open to guests is open to whoever is frozen, and gives them no more than a guest. */
describe('a frozen member as a guest', () => {
  const cloud = sharedCloud();
  const freeze = (memberId: MemberId, frozen: boolean) =>
    phoneOf(cloud, 'operator-he').office.freezeMember({ memberId, frozen, reason: '盗刷嫌疑' });
  const valueOf = (memberId: MemberId) => ({
    points: documentsOf(cloud, 'pointsEntries').filter((entry) => entry.memberId === memberId).length,
    growth: documentsOf(cloud, 'growthEntries').filter((entry) => entry.memberId === memberId).length,
    paid: documentsOf(cloud, 'facts').filter(
      ({ kind, memberId: id }) => id === memberId && ['paid', 'refunded'].includes(kind),
    ).length,
  });

  async function paidInCash(phone: Phone) {
    const orderId = await billOf(cloud, 5_000);
    await phoneOf(cloud, 'clerk-zhou').payment.recordCounterPayment({ orderId, method: 'cash' });
    await phone.payment.attach({ orderId });
    return orderId;
  }

  it('earns nothing by what they pay, in WeChat or in cash, and owes nothing when it comes back; thawed they earn', async () => {
    await publishGrowth(cloud);
    const { phone, memberId } = await shopperWithPoints(cloud, 'shopper-lin', 1_000);
    await untilGrown(cloud);
    const before = valueOf(memberId);
    await freeze(memberId, true);
    const inWechat = await order(cloud, phone, 8_000);
    const inCash = await paidInCash(phone);
    await untilGrown(cloud);
    expect(valueOf(memberId)).toEqual(before);
    expect((await phone.payment.readOrder({ orderId: inWechat })).order.receipts.at(-1)?.text).toContain(
      '冻结',
    );
    await refundBy(cloud, inWechat, 8_000);
    await freeze(memberId, false);
    await refundBy(cloud, inCash, 5_000);
    await untilGrown(cloud, DAY_MS);
    expect(valueOf(memberId)).toEqual(before);
    await order(cloud, phone, 8_000);
    await untilGrown(cloud);
    const after = valueOf(memberId);
    expect([after.points > before.points, after.growth > before.growth, after.paid]).toEqual([
      true,
      true,
      before.paid + 1,
    ]);
  });

  it('what an order held before the freeze is used by it, and comes back with it', async () => {
    const { phone, memberId } = await shopperWithPoints(cloud, 'shopper-lin', 1_000);
    const orderId = await billOf(cloud, 10_000);
    const { quote } = await phone.payment.quote({ orderId, ...BEST });
    const couponId = quote.couponId!;
    const prepared = await phone.payment.pay({
      orderId,
      ...BEST,
      expectedFen: quote.payableFen,
      at: 'wechat',
    });
    if (prepared.outcome !== 'pay_in_wechat') throw new Error(prepared.outcome);
    await freeze(memberId, true);
    await phone.paySheet(prepared.sheet);
    await phone.payment.confirm({ orderId });
    const couponState = () => documentsOf(cloud, 'coupons').find(({ _id }) => _id === couponId)?.status;
    expect(couponState()).toBe('used');
    await refundBy(cloud, orderId, quote.payableFen);
    await passTrade(cloud);
    expect(couponState()).toBe('unused');
  });

  it('their first paid order is the first that counts: one of while they were frozen rewards nobody', async () => {
    const inviter = await inviterOf(cloud, 'chen');
    const friend = await joinThrough(cloud, 'bao', inviter.code);
    await passTrade(cloud);
    await freeze(friend.memberId, true);
    await order(cloud, friend.phone, 10_000);
    await passTrade(cloud, HOLD_MS + MINUTE_MS);
    const events = () =>
      documentsOf(cloud, 'inviteRewards').filter(({ event }) => event === 'first_order').length;
    expect(events()).toBe(0);
    await freeze(friend.memberId, false);
    await order(cloud, friend.phone, 10_000);
    await passTrade(cloud, MINUTE_MS);
    expect(events()).toBeGreaterThan(0);
  });

  it('a friend through their link waits for the operator', async () => {
    const he = phoneOf(cloud, 'operator-he');
    const inviter = await inviterOf(cloud, 'chen');
    await freeze(inviter.memberId, true);
    await joinThrough(cloud, 'bao', inviter.code);
    await passTrade(cloud, DAY_MS);
    expect(documentsOf(cloud, 'inviteRewards')).toEqual([]);
    const { referrals } = await he.referral.listHeld({ cursor: null });
    expect(referrals.map(({ reason }) => reason)).toEqual([expect.stringContaining('冻结')]);
    await freeze(inviter.memberId, false);
    for (const { referralId } of referrals)
      await he.referral.decideHeld({ referralId, decision: 'approve', reason: '核实过' });
    await passTrade(cloud);
    expect(invitePoints(cloud, inviter.memberId)).toBeGreaterThan(0);
  });

  it('what was promised for a friend before the freeze reaches them once they are thawed', async () => {
    const inviter = await inviterOf(cloud, 'chen');
    const friend = await joinThrough(cloud, 'bao', inviter.code);
    await passTrade(cloud);
    await order(cloud, friend.phone, 10_000);
    await passTrade(cloud);
    const before = invitePoints(cloud, inviter.memberId);
    await freeze(inviter.memberId, true);
    await passTrade(cloud, HOLD_MS + MINUTE_MS);
    expect(invitePoints(cloud, inviter.memberId)).toBe(before);
    expect(invitePoints(cloud, friend.memberId)).toBeGreaterThan(0);
    await freeze(inviter.memberId, false);
    await passTrade(cloud, DAY_MS);
    expect(invitePoints(cloud, inviter.memberId)).toBeGreaterThan(before);
  });
});
