import { fen } from '@contracts/primitives/fen';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { billOf, payInWechat } from '../../stage/payment-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

describe('the claim of a first payment (J2)', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
  });

  it('an expired claim says so; editing the rule does not change one already made', async () => {
    const orderId = await billOf(cloud, 3000);
    await payInWechat(lin, orderId);
    const { claimId } = await lin.payment.confirm({ orderId });
    const environment = cloud.database.environment(cloud.env);
    await environment.update('issueRules', {
      filter: {},
      modifier: { $set: { planId: 'plan_regular', packId: null } },
      multi: true,
    });
    expect(await lin.payment.readClaim({ claimId: claimId! })).toMatchObject({
      state: 'waiting',
      offer: { plan: { name: '邻里会员卡' }, packName: '首单礼包' },
    });
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
    expect(await lin.payment.readClaim({ claimId: claimId! })).toMatchObject({
      state: 'expired',
      reason: '领卡资格已于 11月28日 12:00 过期',
    });
    await expect(lin.member.join({ leaderCode: null, phoneCode: null, claimId })).rejects.toMatchObject({
      code: 'claim_expired',
    });
    expect(await lin.member.overview({})).toMatchObject({ claim: null });
  });

  it('one person on two phones has one first payment, also when both pay at once', async () => {
    const phones = ['oFirst-1', 'oFirst-2'].map((openid) =>
      phoneOf(cloud, { openid, unionid: 'uOne', appid: DEMO_APPID }),
    );
    const orders = await Promise.all(phones.map(() => billOf(cloud, 3000)));
    await Promise.all(phones.map((phone, position) => payInWechat(phone, orders[position]!)));
    const answers = await Promise.all(
      phones.map((phone, position) => phone.payment.confirm({ orderId: orders[position]! })),
    );
    expect(answers.filter(({ claimId }) => claimId !== null)).toHaveLength(1);
    expect(documentsOf(cloud, 'cardClaims')).toHaveLength(1);
    expect(new Set(documentsOf(cloud, 'firstPayments').map(({ orderId }) => orderId)).size).toBe(1);
  });

  it('the second payment of a person promises nothing', async () => {
    for (const amountFen of [3000, 6000]) await payInWechat(lin, await billOf(cloud, amountFen));
    for (const { _id } of documentsOf(cloud, 'orders')) await lin.payment.confirm({ orderId: _id });
    expect(documentsOf(cloud, 'cardClaims')).toHaveLength(1);
  });

  it('the claim notification goes out to the payer, who is no member yet, and opens the claim page', async () => {
    await lin.allowReminders();
    const orderId = await billOf(cloud, 3000);
    await payInWechat(lin, orderId);
    const { claimId } = await lin.payment.confirm({ orderId });
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await cloud.runTimers();
    const [notification, ...others] = lin.serviceNotifications();
    expect(others).toEqual([]);
    expect(notification?.page).toBe(`pages/claim/index?id=${claimId}`);
    expect(notification?.fields.map(({ value }) => value)).toEqual([
      '邻里会员卡',
      '2026年11月28日 12:00',
      '点开就能领，本次消费一起记入',
    ]);
  });

  it('a claim withdrawn before its notification is not told of', async () => {
    await lin.allowReminders();
    const orderId = await billOf(cloud, 3000);
    await payInWechat(lin, orderId);
    await lin.payment.confirm({ orderId });
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.payment.refund({ orderId, amountFen: fen(3000), reason: '缺货' });
    await cloud.wechat.pay.deliverDue();
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await cloud.runTimers();
    expect(lin.serviceNotifications()).toEqual([]);
    const claims = documentsOf(cloud, 'reminders').filter(({ kind }) => kind === 'claim_waiting');
    expect(claims).toMatchObject([{ status: 'skipped', outcome: 'withdrawn' }]);
  });
});
