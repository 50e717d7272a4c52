import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';
import { store, template } from './template-stage';

const WEEKEND = template('tpl_weekend-15');
const STORE = store('sto_xingfu');

const cloud = cloudOfEach();
let lin: Phone;
let wang: Phone;
let clerk: Phone;

beforeEach(async () => {
  [lin, wang] = [phoneOf(cloud, 'shopper-lin'), phoneOf(cloud, 'shopper-wang')];
  clerk = phoneOf(cloud, 'clerk-zhou');
  for (const phone of [lin, wang]) await phone.member.join({ leaderCode: null, phoneCode: null });
});

describe('a coupon for a friend', () => {
  const offered = async () => {
    const { coupon } = await lin.coupon.collect({ templateId: WEEKEND });
    const { offerCode } = await lin.coupon.offer({ couponId: coupon.id });
    return { coupon, offerCode };
  };

  it('moves, with its terms and its clock, once', async () => {
    const { coupon, offerCode } = await offered();
    expect(await wang.coupon.readOffer({ offerCode })).toMatchObject({ state: 'open', viewer: 'member' });
    const taken = await wang.coupon.takeOffer({ offerCode });
    expect(taken.coupon).toMatchObject({ channel: 'gift', terms: coupon.terms, expiresAt: coupon.expiresAt });
    expect(await wang.coupon.takeOffer({ offerCode })).toMatchObject({ coupon: { id: taken.coupon.id } });
    expect((await lin.coupon.listMine({ state: 'gone', cursor: null })).coupons).toMatchObject([
      { state: 'given' },
    ]);
    expect(await wang.coupon.readOffer({ offerCode })).toMatchObject({ state: 'taken', viewer: 'taker' });
    expect(await lin.coupon.readOffer({ offerCode })).toMatchObject({ viewer: 'giver' });
  });

  it('of two friends with the link one gets it', async () => {
    const { offerCode } = await offered();
    const chen = phoneOf(cloud, 'leader-chen');
    await chen.member.join({ leaderCode: null, phoneCode: null });
    const answers = await Promise.allSettled(
      [wang, chen].map((friend) => friend.coupon.takeOffer({ offerCode })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'gift')).toHaveLength(1);
  });

  it('is not usable while it is offered, and is again once the offer is taken back', async () => {
    const { coupon, offerCode } = await offered();
    const confirm = { couponId: coupon.id, turn: 1, storeId: STORE, amountFen: null };
    await expect(clerk.coupon.redeem(confirm)).rejects.toMatchObject({ code: 'coupon_offered' });
    expect((await lin.coupon.offer({ couponId: coupon.id })).offerCode).toBe(offerCode);
    await lin.coupon.withdrawOffer({ couponId: coupon.id });
    expect((await lin.coupon.withdrawOffer({ couponId: coupon.id })).coupon.state).toBe('usable');
    await expect(wang.coupon.takeOffer({ offerCode })).rejects.toMatchObject({ code: 'offer_withdrawn' });
    const again = await lin.coupon.offer({ couponId: coupon.id });
    await wang.coupon.takeOffer({ offerCode: again.offerCode });
    await expect(lin.coupon.withdrawOffer({ couponId: coupon.id })).rejects.toMatchObject({
      code: 'offer_taken',
    });
  });

  it('does not go round: not back to oneself, not on to a third', async () => {
    const { offerCode } = await offered();
    await expect(lin.coupon.takeOffer({ offerCode })).rejects.toMatchObject({ code: 'offer_own' });
    const { coupon } = await wang.coupon.takeOffer({ offerCode });
    expect((await wang.coupon.readMine({ couponId: coupon.id })).canGive).toBe(false);
    await expect(wang.coupon.offer({ couponId: coupon.id })).rejects.toMatchObject({
      code: 'coupon_not_transferable',
    });
  });

  it('is refused where the template does not allow it, and after it ran out', async () => {
    const { coupons } = await lin.coupon.listMine({ state: 'usable', cursor: null });
    const [newcomer] = coupons;
    if (!newcomer) throw new Error('no coupon');
    await expect(lin.coupon.offer({ couponId: newcomer.id })).rejects.toMatchObject({
      code: 'coupon_not_transferable',
    });
    const { coupon, offerCode } = await offered();
    cloud.moveClock(coupon.expiresAt);
    expect(await wang.coupon.readOffer({ offerCode })).toMatchObject({ state: 'expired' });
    await expect(wang.coupon.takeOffer({ offerCode })).rejects.toMatchObject({ code: 'coupon_expired' });
  });

  it('a guest with the link sees it and joins first', async () => {
    const { offerCode } = await offered();
    const chen = phoneOf(cloud, 'leader-chen');
    expect(await chen.coupon.readOffer({ offerCode })).toMatchObject({ viewer: 'guest', state: 'open' });
    await expect(chen.coupon.takeOffer({ offerCode })).rejects.toMatchObject({ code: 'not_a_member' });
    await chen.member.join({ leaderCode: null, phoneCode: null });
    expect((await chen.coupon.takeOffer({ offerCode })).coupon.state).toBe('usable');
  });
});
