import { fen } from '@contracts/primitives/fen';
import { isMemberId, type MemberId } from '@contracts/primitives/ids';
import { isPickupCode } from '@contracts/primitives/codes/pickup-code';
import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { birthdayNotice } from '../../../cloudfunctions/growth/notices/birthday';
import { tierNotice } from '../../../cloudfunctions/growth/notices/tier-changed';
import { joinThrough } from '../../stage/invite-stage';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { checkoutOf, shopperWithPoints } from '../../stage/points-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

/** Each kind of reminder, from its real cause to the phone; the sandbox's inbox is the witness. */
describe('what a shopper is told of, and by what cause', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  let memberId: MemberId;
  beforeEach(async () => {
    const joined = await shopperWithPoints(cloud, 'shopper-lin', 0);
    ({ phone: lin, memberId } = joined);
    await sweepTrade(cloud);
  });

  const inbox = async (phone = lin) => (await phone.message.listInbox({ cursor: null })).messages;
  const kindsTold = async () => (await inbox()).map(({ kind }) => kind);
  async function sweepAt(at: number): Promise<void> {
    cloud.moveClock(at);
    await cloud.wechat.pay.deliverDue();
    await sweepTrade(cloud);
  }
  const allow = (...templateIds: string[]) => lin.allowReminders(1, templateIds);
  const notifications = () =>
    lin.serviceNotifications().map(({ title, fields }) => [title, ...fields.map(({ value }) => value)]);
  const paidOrder = async (phone: Phone) => {
    const orderId = await billOf(cloud, 3200);
    await payInWechat(phone, orderId);
    await phone.payment.confirm({ orderId });
    return orderId;
  };

  it('a payment and its refund, each once', async () => {
    await allow('tmpl-order');
    const orderId = await paidOrder(lin);
    await sweepAt(NOON + MINUTE_MS);
    expect(notifications()[0]?.slice(0, 3)).toEqual(['订单通知', '¥25.40', '幸福里店']);
    expect((await inbox())[0]).toMatchObject({
      kind: 'order_paid',
      page: `shopper/pages/order/index?id=${orderId}`,
    });

    await allow('tmpl-order');
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(500), reason: '少了一份' });
    await sweepAt(NOON + 2 * MINUTE_MS);
    await sweepAt(NOON + 3 * MINUTE_MS);
    expect(notifications()[0]?.slice(0, 3)).toEqual(['订单通知', '¥5', '少了一份']);
    expect(await kindsTold()).toEqual(expect.arrayContaining(['order_paid', 'order_refunded']));
    await sweepAt(NOON + 10 * MINUTE_MS);
    expect((await kindsTold()).filter((kind) => kind.startsWith('order'))).toHaveLength(2);
  });

  it('a payer who is no member is told too, with the card that waits', async () => {
    const zhao = phoneOf(cloud, 'shopper-wang');
    await zhao.allowReminders(1, ['tmpl-order', 'tmpl-card-expiry']);
    await paidOrder(zhao);
    await sweepAt(NOON + MINUTE_MS);
    expect(
      zhao
        .serviceNotifications()
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['会员卡领取与到期提醒', '订单通知']);
  });

  it('an order refunded before anybody was told of its payment is told of once: refunded', async () => {
    const orderId = await paidOrder(lin);
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const { payableFen } = (await lin.payment.readOrder({ orderId })).order;
    await clerk.payment.refund({ orderId, amountFen: payableFen ?? fen(0), reason: '不要了' });
    await cloud.wechat.pay.deliverDue();
    await sweepAt(NOON + MINUTE_MS);
    await sweepAt(NOON + 2 * MINUTE_MS);
    expect((await kindsTold()).filter((kind) => kind.startsWith('order'))).toEqual(['order_refunded']);
  });

  it('points changed by hand; two changes before the sweep are one message', async () => {
    await allow('tmpl-points-change');
    const operator = phoneOf(cloud, 'operator-he');
    const { cardNumber } = { cardNumber: documentsOf(cloud, 'members')[0]?.card.number };
    if (!cardNumber) throw new Error('no card');
    await operator.points.adjust({ cardNumber, points: 50, reason: '活动补发' });
    await operator.points.adjust({ cardNumber, points: -20, reason: '发多了' });
    await sweepAt(NOON + MINUTE_MS);
    expect((await kindsTold()).filter((kind) => kind === 'points_changed')).toHaveLength(1);
    expect(notifications()).toEqual([
      ['积分变动提醒', '+30 积分', expect.stringMatching(/^\d+$/), '发多了等 2 笔'],
    ]);
  });

  it('goods exchanged for points wait to be picked up: told at once, again after three days, not when picked up', async () => {
    const { phone: wang } = await shopperWithPoints(cloud, 'shopper-wang', 5000);
    const { rewards } = await wang.points.listRewards({ cursor: null });
    const goods = rewards.find(
      ({ kind, unavailableReason }) => kind === 'goods' && unavailableReason === null,
    );
    if (!goods) throw new Error('no goods');
    const wish = { rewardId: goods.id, skuId: goods.skus[0]?.id ?? '', storeId: STORE, quantity: 1 };
    await wang.allowReminders(2, ['tmpl-pickup']);
    const { redemption } = await wang.points.exchange(wish);
    await sweepAt(NOON + MINUTE_MS);
    const pickups = () => wang.serviceNotifications().filter(({ title }) => title === '兑换提货提醒');
    expect(pickups()[0]?.fields[1]?.value).toBe(redemption.code);
    const { code } = redemption;
    if (!isPickupCode(code)) throw new Error('nothing to pick up');
    await phoneOf(cloud, 'clerk-zhou').points.verifyRedemption({ code });
    await sweepAt(NOON + 3 * DAY_MS + MINUTE_MS);
    expect(pickups()).toHaveLength(1);
    const second = documentsOf(cloud, 'reminders').find(({ _id }) => _id.endsWith(':again'));
    expect(second).toMatchObject({ status: 'skipped', outcome: 'used' });
  });

  it('a reward for a friend, written where the reward is given', async () => {
    await allow('tmpl-member');
    const { inviteCode } = await lin.referral.readHome({});
    await joinThrough(cloud, 'wang', inviteCode);
    await sweepAt(NOON + MINUTE_MS);
    await sweepAt(NOON + 2 * MINUTE_MS);
    expect(notifications()).toEqual([['会员权益通知', '邀请奖励 20 积分', '谢谢你带朋友来，快去看看吧']]);
  });

  it('a tier and a birthday: the hooks of who decides about them', async () => {
    const { store, now } = checkoutOf(cloud);
    await store.transact(async (transaction) => {
      const account = await transaction.pointsAccounts.get(memberId);
      if (!account) throw new Error('no account');
      await transaction.pointsAccounts.replace({
        ...account,
        standing: { tier: '金卡', tierId: 2, birthday: '11-22' },
      });
      await transaction.reminders.insert(
        tierNotice(memberId, 1, now()),
        birthdayNotice(memberId, null, instant(NOON + 14 * HOUR_MS)),
      );
    });
    await sweepAt(NOON + MINUTE_MS);
    expect((await inbox())[0]).toMatchObject({ kind: 'tier_changed', title: '你现在是「金卡」' });
    await sweepAt(Date.parse('2026-11-22T08:59:00+08:00'));
    expect(await kindsTold()).not.toContain('birthday');
    await sweepAt(Date.parse('2026-11-22T09:00:00+08:00'));
    expect(await kindsTold()).toContain('birthday');
  });

  it('a card that expires: 30, 7 and 1 days before, and no more once it is renewed', async () => {
    const environment = cloud.database.environment(cloud.env);
    const { cardReminders } = await import('../../../cloudfunctions/card/notices/card-expiry');
    const expiresAt = instant(NOON + 31 * DAY_MS);
    const [member] = documentsOf(cloud, 'members');
    if (!member || !isMemberId(member._id)) throw new Error('no member');
    await environment.update('members', {
      filter: {},
      modifier: { $set: { 'card.expiresAt': expiresAt } },
      multi: true,
    });
    await environment.insert(
      'reminders',
      cardReminders(member._id, { ...member.card, expiresAt }).map((one) => ({ ...one })),
    );
    const told = async () => (await kindsTold()).filter((kind) => kind === 'card_expiry').length;
    await sweepAt(NOON + DAY_MS);
    expect(await told()).toBe(1);
    await sweepAt(NOON + 24 * DAY_MS);
    expect(await told()).toBe(2);
    const renewed = { $set: { 'card.expiresAt': NOON + 400 * DAY_MS } };
    await environment.update('members', { filter: {}, modifier: renewed, multi: true });
    await sweepAt(NOON + 30 * DAY_MS);
    expect(await told()).toBe(2);
    expect(documentsOf(cloud, 'reminders').map(({ outcome }) => outcome)).toContain('renewed');
  });
});
