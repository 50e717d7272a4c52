import { isCouponTemplateId } from '@contracts/primitives/ids';
import type { MemberCode } from '@contracts/primitives/codes/member-code';
import { MINUTE_MS } from '@contracts/primitives/time';
import { join, joinTwice, memberIdOf, personOf, undoLatest } from '../../stage/identity-stage';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

/** What counts per person counts once when two members turn out to be one, and for each again when they are taken apart. */
const cloud = sharedCloud();

const coupon = async (phone: Phone) =>
  (await phone.coupon.listMine({ state: 'usable', cursor: null })).coupons[0]!;

describe('the first payment', () => {
  async function pay(phone: Phone) {
    const orderId = await billOf(cloud, 3200);
    await payInWechat(phone, orderId);
    await phone.payment.confirm({ orderId });
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    return orderId;
  }
  const first = (key: string) =>
    documentsOf(cloud, 'firstPayments').find(({ _id }) => _id === `firstpay:${key}`)?.orderId;

  it('of either is the person’s: whoever of them pays next does not pay for the first time', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const [kept, absorbed] = [await memberIdOf(one), await memberIdOf(two)];
    const orderId = await pay(two);
    expect([first(kept), first(absorbed)]).toEqual([undefined, orderId]);
    await both.identityMap.linkMine({});
    expect(first(kept)).toBe(orderId);
    await pay(one);
    const orders = documentsOf(cloud, 'firstPayments').map((marker) => marker.orderId);
    expect([...new Set(orders)]).toEqual([orderId]);
  });

  it('of both: the earlier one counts', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const kept = await memberIdOf(one);
    const earlier = await pay(two);
    const later = await pay(one);
    expect(first(kept)).toBe(later);
    await both.identityMap.linkMine({});
    expect(first(kept)).toBe(earlier);
    await undoLatest(cloud);
    expect(first(kept)).toBe(later);
  });

  it('paid as a guest before joining counts too', async () => {
    const guest = personOf(cloud, 'oSecond-2', 'uSame');
    const orderId = await pay(guest);
    const { one, both } = await joinTwice(cloud);
    await both.identityMap.linkMine({});
    expect(first(await memberIdOf(one))).toBe(orderId);
  });

  it('after an undo is everybody’s own again', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const kept = await memberIdOf(one);
    await pay(two);
    await both.identityMap.linkMine({});
    await undoLatest(cloud);
    expect(first(kept)).toBeUndefined();
    const orderId = await pay(one);
    expect(first(kept)).toBe(orderId);
  });
});

describe('coupons with a limit per member', () => {
  const template = (text: string) => {
    if (!isCouponTemplateId(text)) throw new Error(text);
    return text;
  };
  /** One per member; two per member and one a day. */
  const [single, twice] = [template('tpl_weekend-15'), template('tpl_fruit-80')];
  const claim = (phone: Phone, templateId: typeof single) => phone.coupon.collect({ templateId });
  const counts = (templateId: string) =>
    documentsOf(cloud, 'couponTallies')
      .filter(({ _id }) => _id.endsWith(templateId))
      .map(({ memberId, issued }) => ({ memberId, issued }));

  it('both had: both stay, none is issued beyond the limit', async () => {
    const { one, two, both } = await joinTwice(cloud);
    for (const phone of [one, two]) {
      await claim(phone, single);
      await claim(phone, twice);
    }
    await both.identityMap.linkMine({});
    const kept = await memberIdOf(one);
    expect(counts(single)).toEqual([{ memberId: kept, issued: 2 }]);
    expect(counts(twice)).toEqual([{ memberId: kept, issued: 2 }]);
    const own = documentsOf(cloud, 'coupons').filter(({ memberId }) => memberId === kept);
    expect(own.filter(({ channel }) => channel === 'collect')).toHaveLength(4);
    for (const phone of [one, two]) {
      await expect(claim(phone, single)).rejects.toMatchObject({ code: 'coupon_limit_reached' });
      await expect(claim(phone, twice)).rejects.toMatchObject({ code: 'coupon_limit_reached' });
    }
  });

  it('one had: the other has had it too', async () => {
    const { one, two, both } = await joinTwice(cloud);
    await claim(two, single);
    await both.identityMap.linkMine({});
    await expect(claim(one, single)).rejects.toMatchObject({ code: 'coupon_limit_reached' });
  });

  it('after an undo each has their own count', async () => {
    const { one, two, both } = await joinTwice(cloud);
    await claim(one, single);
    await claim(two, single);
    await both.identityMap.linkMine({});
    await undoLatest(cloud);
    const ids = [await memberIdOf(one), await memberIdOf(two)];
    expect(counts(single)).toEqual(ids.map((memberId) => ({ memberId, issued: 1 })));
  });
});

describe('the member code', () => {
  const codeOf = async (phone: Phone): Promise<MemberCode> => (await phone.member.readCode({})).code;
  const redeem = async (phone: Phone, memberCode: MemberCode, requestId = newTestRequest()) => {
    const { id: couponId } = await coupon(phone);
    return phoneOf(cloud, 'clerk-zhou').coupon.redeem(
      { couponId, turn: 1, storeId: STORE, amountFen: null, memberCode },
      { requestId },
    );
  };

  it('is used up by the redemption it was scanned for', async () => {
    const lin = personOf(cloud, 'oLin-1');
    await join(lin);
    const code = await codeOf(lin);
    await redeem(lin, code);
    await expect(redeem(lin, code)).rejects.toMatchObject({ code: 'member_code_used' });
    expect(await codeOf(lin)).not.toBe(code);
    await redeem(lin, await codeOf(lin));
  });

  it('a photographed old one redeems nothing; a lost answer of a redemption does not use the next one up', async () => {
    const lin = personOf(cloud, 'oLin-1');
    await join(lin);
    const code = await codeOf(lin);
    cloud.faults.apply({ target: 'function', name: 'coupon', kind: 'drop-after', times: 1, nth: 2 });
    const { redemption } = await redeem(lin, code);
    expect(redemption.turn).toBe(1);
    expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used')).toHaveLength(1);
    const photographed = await codeOf(lin);
    cloud.moveClock(cloud.clock.now() + 2 * MINUTE_MS);
    await expect(redeem(lin, photographed)).rejects.toMatchObject({ code: 'member_code_expired' });
    expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used')).toHaveLength(1);
  });

  it('redeems nobody else’s coupon', async () => {
    const [lin, wang] = [personOf(cloud, 'oLin-1'), personOf(cloud, 'oWang-2')];
    await join(lin);
    await join(wang);
    await expect(redeem(wang, await codeOf(lin))).rejects.toMatchObject({ code: 'member_code_unknown' });
  });

  it('used up before a merge stays used up after it', async () => {
    const { two, both } = await joinTwice(cloud);
    const code = await codeOf(two);
    await redeem(two, code);
    await both.identityMap.linkMine({});
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await expect(clerk.member.identify({ storeId: STORE, code })).rejects.toMatchObject({
      code: 'member_code_used',
    });
    await expect(redeem(both, code)).rejects.toMatchObject({ code: 'member_code_used' });
    await redeem(both, await codeOf(both));
  });

  it('shown before a merge and scanned after it finds the member', async () => {
    const { two, both } = await joinTwice(cloud);
    const code = await codeOf(two);
    await both.identityMap.linkMine({});
    await redeem(both, code);
    expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used')).toHaveLength(1);
  });
});

describe('a newcomer coupon used while the two were one', () => {
  it('is the kept member’s gift after an undo; the absorbed member gets the one it replaced', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const ids = [await memberIdOf(one), await memberIdOf(two)];
    await both.identityMap.linkMine({});
    const { id, turn } = { id: (await coupon(both)).id, turn: 1 };
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.coupon.redeem({ couponId: id, turn, storeId: STORE, amountFen: null, memberCode: null });
    await undoLatest(cloud);
    const step = id.slice(id.indexOf('-'));
    const owners = documentsOf(cloud, 'coupons')
      .filter(({ _id }) => _id.endsWith(step))
      .map(({ memberId, status }) => [memberId, status]);
    expect(owners.sort()).toEqual([
      [ids[0], 'used'],
      [ids[1], 'unused'],
    ]);
    const unused = documentsOf(cloud, 'coupons').filter(({ status }) => status === 'unused');
    const reminders = documentsOf(cloud, 'reminders');
    for (const { _id, memberId } of unused)
      expect(reminders.find(({ subjectId }) => subjectId === _id)?.recipient).toBe(memberId);
  });
});
