import { fen } from '@contracts/primitives/fen';
import { isCouponTemplateId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { collectionNames } from '../../../cloudfunctions/kit/store/schema';
import { join, joinTwice, personOf } from '../../stage/identity-stage';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, type Phone } from '../../stage/stage';

/** 注销账户 after a full life: nothing is left that leads to the person, and nothing is begun that would be left. */
const cloud = sharedCloud();

const OPEN = '还有未完成的订单或退款，完成后再来注销';

async function pay(who: Phone) {
  const orderId = await billOf(cloud, 3200);
  await payInWechat(who, orderId);
  return (await who.payment.confirm({ orderId })).claimId;
}
async function close(who: Phone): Promise<void> {
  await who.identityMap.requestClosure({});
  cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
  for (let minute = 0; minute < 3; minute += 1) {
    await cloud.triggerTimers();
    cloud.moveClock(cloud.clock.now() + 3 * MINUTE_MS);
  }
}
const follow = (openid: string, unionid: string) =>
  fetch(`${cloud.url}/local/wechat/follow`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ openid, unionid }),
  });

describe('a bill that was begun and not paid', () => {
  it('stands in the way while it can be paid, and no longer', async () => {
    const lin = personOf(cloud, 'oLin-1');
    await join(lin);
    await lin.payment.openOrder({ storeId: STORE, amountFen: fen(10_000) });
    expect((await lin.identityMap.readClosure({})).blockers).toEqual([OPEN]);
    await expect(lin.identityMap.requestClosure({})).rejects.toMatchObject({ code: 'closure_blocked' });
    cloud.moveClock(cloud.clock.now() + 2 * HOUR_MS);
    expect((await lin.identityMap.readClosure({})).blockers).toEqual([]);
  });

  it('begun in the grace, it puts the closure off until it is over', async () => {
    const lin = personOf(cloud, 'oLin-1');
    await join(lin);
    await lin.identityMap.requestClosure({});
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS - HOUR_MS);
    await lin.payment.openOrder({ storeId: STORE, amountFen: fen(10_000) });
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    await cloud.triggerTimers();
    expect(await lin.member.overview({})).toMatchObject({ membership: 'member' });
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    await cloud.triggerTimers();
    expect(await lin.member.overview({})).toMatchObject({ membership: 'none' });
  });
});

describe('somebody who left before WeChat’s unionid of theirs was tied up', () => {
  it('leaves no first payment under it: whoever comes with it is new', async () => {
    await join(personOf(cloud, 'oLoose-1'));
    const loose = personOf(cloud, 'oLoose-1', 'uLoose');
    await pay(loose);
    expect(documentsOf(cloud, 'firstPayments').map(({ _id }) => _id)).toContain('firstpay:unionid:uLoose');
    cloud.moveClock(cloud.clock.now() + 2 * HOUR_MS);
    await cloud.triggerTimers();
    await close(loose);
    expect(documentsOf(cloud, 'firstPayments')).toEqual([]);
    const next = personOf(cloud, 'oLoose-2', 'uLoose');
    await join(next);
    await pay(next);
    const [, second] = documentsOf(cloud, 'orders').map(({ _id }) => _id);
    expect(new Set(documentsOf(cloud, 'firstPayments').map(({ orderId }) => orderId))).toEqual(
      new Set([second]),
    );
  });
});

describe('a closed account', () => {
  it('leaves no openid, unionid, number or name anywhere', async () => {
    const { one, two, both } = await joinTwice(cloud);
    await follow('oaSame-1', 'uSame');
    await one.allowReminders(2);
    await pay(two);
    await two.payment.openOrder({ storeId: STORE, amountFen: fen(500) });
    const templateId = 'tpl_weekend-15';
    if (isCouponTemplateId(templateId)) await two.coupon.collect({ templateId });
    await both.identityMap.linkMine({});
    await pay(one);
    cloud.moveClock(cloud.clock.now() + 2 * HOUR_MS);
    await cloud.triggerTimers();
    await close(both);
    expect(await both.member.overview({})).toMatchObject({ membership: 'none' });
    const left = collectionNames.map((name) => [name, JSON.stringify(documentsOf(cloud, name))] as const);
    for (const gone of ['oFirst-1', 'oSecond-2', 'uSame', 'oaSame-1', '138****'])
      expect({ gone, in: left.filter(([, text]) => text.includes(gone)).map(([name]) => name) }).toEqual({
        gone,
        in: [],
      });
    // The money is still accounted for.
    expect(documentsOf(cloud, 'orders').filter(({ status }) => status === 'paid')).toHaveLength(2);
    expect(documentsOf(cloud, 'pointsEntries').length).toBeGreaterThan(0);
  });

  it('whoever comes back pays for the first time again, and gets the card, not the gift', async () => {
    const lin = personOf(cloud, 'oLin-1', 'uLin');
    await join(lin);
    await close(lin);
    const claimId = await pay(lin);
    const wang = personOf(cloud, 'oWang-2');
    const theirs = await pay(wang);
    expect(documentsOf(cloud, 'cardClaims').map(({ pack }) => pack !== null)).toEqual([false, true]);
    const again = await lin.member.join({ leaderCode: null, phoneCode: null, claimId });
    expect([again.outcome, again.coupons.length]).toEqual(['joined', 0]);
    const first = await wang.member.join({ leaderCode: null, phoneCode: null, claimId: theirs });
    expect(first.coupons.length).toBeGreaterThan(0);
  });
});
