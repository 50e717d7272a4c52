import { fen } from '@contracts/primitives/fen';
import { isLeaderCode } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { DEMO_LEADER_CODE } from '../../../local/seed/demo-merchant';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { BEST, billOf, payInWechat } from '../../stage/payment-stage';
import { ledgerOf, storedAccount } from '../../stage/points-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

const LEADER_CODE = isLeaderCode(DEMO_LEADER_CODE) ? DEMO_LEADER_CODE : null;

describe('a claim that waits is taken by whatever path its owner joins (J1, J2)', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  beforeEach(async () => {
    cloud = await startJourney();
    lin = phoneOf(cloud, 'shopper-lin');
  });
  afterEach(() => cloud.close());

  const firstPayment = async (phone: Phone = lin, amountFen = 10_000) => {
    const orderId = await billOf(cloud, amountFen);
    await payInWechat(phone, orderId);
    const { claimId } = await phone.payment.confirm({ orderId });
    return { orderId, claimId: claimId! };
  };
  const byLeader = { leaderCode: LEADER_CODE, phoneCode: null };
  const titles = (coupons: readonly { terms: { title: string } }[]) =>
    coupons.map(({ terms }) => terms.title);
  const FIRST_PAYMENT_PACK = ['首单 5 元券', '满 79 减 15'];

  it('a leader’s code shows the promised card and pack, and joining issues exactly those, once', async () => {
    const { orderId, claimId } = await firstPayment();
    const landing = await lin.member.resolveCode({ leaderCode: LEADER_CODE });
    expect(landing).toMatchObject({
      offer: { packName: '首单礼包' },
      claim: { expiresAt: cloud.clock.now() + 7 * DAY_MS },
      leader: { name: expect.any(String) as string },
    });
    const answers = await Promise.all([1, 2, 3].map(() => lin.member.join(byLeader)));
    for (const { coupons } of answers) expect(titles(coupons)).toEqual(FIRST_PAYMENT_PACK);
    expect(titles(landing.offer.coupons)).toEqual(FIRST_PAYMENT_PACK);
    expect(documentsOf(cloud, 'coupons')).toHaveLength(2);
    const [member] = documentsOf(cloud, 'members');
    expect(member?.attribution).not.toBeNull();
    expect(await lin.payment.readClaim({ claimId })).toMatchObject({ state: 'claimed' });
    expect(storedAccount(cloud, member!._id)?.pending).toBe(100);
    const { order } = await lin.payment.readOrder({ orderId });
    expect(order.receipts.map(({ kind }) => kind)).toEqual(['claim', 'claim', 'earned']);
  });

  it('the home page’s own join takes it too, and the banner is gone', async () => {
    const { claimId } = await firstPayment();
    expect(await lin.member.overview({})).toMatchObject({ claim: { claimId } });
    const joined = await lin.member.join({ leaderCode: null, phoneCode: null });
    expect(titles(joined.coupons)).toEqual(FIRST_PAYMENT_PACK);
  });

  it('a second bill before joining says what the promised card would save on it', async () => {
    await firstPayment();
    const orderId = await billOf(cloud, 10_000);
    const { joining } = await lin.payment.quote({ orderId, ...BEST });
    await lin.member.join(byLeader);
    const { quote } = await lin.payment.quote({ orderId, ...BEST });
    expect(quote.payableFen).toBe(joining?.payableFen);
  });

  it.each(['withdrawn', 'expired'] as const)('%s, it no longer counts: the usual welcome', async (why) => {
    const { orderId } = await firstPayment();
    if (why === 'withdrawn') {
      const clerk = phoneOf(cloud, 'clerk-zhou');
      await clerk.payment.refund({ orderId, amountFen: fen(10_000), reason: '缺货' });
      await cloud.wechat.pay.deliverDue();
    } else cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
    expect(await lin.member.resolveCode({ leaderCode: null })).toMatchObject({ claim: null });
    const joined = await lin.member.join(byLeader);
    expect(joined.coupons).toHaveLength(4);
    expect(documentsOf(cloud, 'cardClaims')).not.toMatchObject([{ status: 'claimed' }]);
  });

  it('somebody who proves to be a member gets no second card, but the payment with its points', async () => {
    const known = phoneOf(cloud, { openid: 'oKnown-1', unionid: 'uKnown', appid: DEMO_APPID });
    const { member } = await known.member.join(byLeader);
    const other = phoneOf(cloud, { openid: 'oOther-2', appid: DEMO_APPID });
    const { orderId, claimId } = await firstPayment(other);
    // WeChat names the unionid of the second phone only now.
    const named = phoneOf(cloud, { openid: 'oOther-2', unionid: 'uKnown', appid: DEMO_APPID });
    const join = { leaderCode: null, phoneCode: null, claimId };
    const [welcome] = await Promise.all([1, 2].map(() => named.member.join(join)));
    expect(welcome).toMatchObject({ outcome: 'already_member', member: { memberId: member.memberId } });
    expect(documentsOf(cloud, 'members')).toHaveLength(1);
    expect(documentsOf(cloud, 'coupons')).toHaveLength(4);
    expect(ledgerOf(cloud, member.memberId).map(({ kind }) => kind)).toEqual(['earn']);
    const { order } = await named.payment.readOrder({ orderId });
    expect(order.receipts.map(({ text }) => text).slice(1)).toEqual([
      '你已有会员卡，这笔消费记入会员',
      '消费得 100 积分，11月28日 12:00 起可用',
    ]);
    expect(await named.payment.readClaim({ claimId })).toMatchObject({ state: 'claimed', viewer: 'member' });
  });
});
