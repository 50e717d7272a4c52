import { areas } from '@contracts/areas';
import type { Operations } from '@contracts/operation';
import { fen } from '@contracts/primitives/fen';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

describe('a request id answers for one input', () => {
  const cloud = cloudOfEach();
  let clerk: Phone;
  beforeEach(async () => {
    clerk = phoneOf(cloud, 'clerk-zhou');
  });

  it('a refund of 1000 whose answer was lost does not answer for 2000', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const orderId = await billOf(cloud, 10_000);
    await payInWechat(lin, orderId);
    await lin.payment.confirm({ orderId });
    const requestId = newTestRequest();
    const refund = { orderId, amountFen: fen(1000), reason: '商品缺货' };
    const first = await clerk.payment.refund(refund, { requestId });
    const edited = { ...refund, amountFen: fen(2000) };
    await expect(clerk.payment.refund(edited, { requestId })).rejects.toMatchObject({
      code: 'request_changed',
    });
    expect(await clerk.payment.refund(refund, { requestId })).toEqual(first);
    expect(documentsOf(cloud, 'refunds').map(({ amountFen }) => amountFen)).toEqual([1000]);
    // Asked for by a request of its own, it is given.
    await clerk.payment.refund(edited, { requestId: newTestRequest() });
    expect(documentsOf(cloud, 'refunds').map(({ amountFen }) => amountFen)).toEqual([1000, 2000]);
  });

  it('a refused request does not answer for another input either, and may be repeated', async () => {
    const requestId = newTestRequest();
    const bill = (amountFen: number) => ({
      storeId: STORE,
      items: [{ title: '蔬菜', category: '生鲜', amountFen: fen(amountFen) }],
    });
    await clerk.payment.openBill(bill(100), { requestId });
    await expect(clerk.payment.openBill(bill(200), { requestId })).rejects.toMatchObject({
      code: 'request_changed',
    });
    expect(documentsOf(cloud, 'orders').map(({ items }) => items[0]?.amountFen)).toEqual([100]);
  });

  it('nor for another operation, nor for somebody else', async () => {
    const requestId = newTestRequest();
    const items = [{ title: '蔬菜', category: '生鲜', amountFen: fen(100) }];
    await clerk.payment.openBill({ storeId: STORE, items }, { requestId });
    const lin = phoneOf(cloud, 'shopper-lin');
    await expect(
      lin.payment.openOrder({ storeId: STORE, amountFen: fen(300) }, { requestId }),
    ).rejects.toMatchObject({ code: 'request_changed' });
    await expect(
      phoneOf(cloud, 'operator-he').payment.openBill({ storeId: STORE, items }, { requestId }),
    ).rejects.toMatchObject({ code: 'request_changed' });
    await expect(
      clerk.payment.openOrder({ storeId: STORE, amountFen: fen(100) }, { requestId }),
    ).rejects.toMatchObject({ code: 'request_changed' });
  });

  it('a number that was linked does not answer for another', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const requestId = newTestRequest();
    const phoneCode = await lin.phoneCode('13811110001');
    const first = await lin.member.linkPhone({ phoneCode }, { requestId });
    const other = await lin.phoneCode('13811110002');
    await expect(lin.member.linkPhone({ phoneCode: other }, { requestId })).rejects.toMatchObject({
      code: 'request_changed',
    });
    expect(await lin.member.linkPhone({ phoneCode }, { requestId })).toEqual(first);
    // The other number's code is not used up: a request of its own links it.
    const second = await lin.member.linkPhone({ phoneCode: other }, { requestId: newTestRequest() });
    expect(second.phone).not.toBe(first.phone);
  });

  it('an application to lead that was written does not answer for another group', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: await lin.phoneCode('13811110001') });
    const requestId = newTestRequest();
    const application = { name: '林', phoneCode: null, storeId: STORE, groupName: '阳光群' };
    const first = await lin.leader.apply(application, { requestId });
    const edited = { ...application, groupName: '月光群' };
    await expect(lin.leader.apply(edited, { requestId })).rejects.toMatchObject({ code: 'request_changed' });
    expect(await lin.leader.apply(application, { requestId })).toEqual(first);
    expect(documentsOf(cloud, 'leaderApplications')).toMatchObject([{ groupName: '阳光群' }]);
  });

  it('what it said is forgotten after a week, not before', async () => {
    await billOf(cloud, 100);
    const start = cloud.clock.now();
    cloud.moveClock(start + 7 * DAY_MS);
    await cloud.triggerTimers();
    expect(documentsOf(cloud, 'requestMarks')).toHaveLength(1);
    cloud.moveClock(start + 7 * DAY_MS + 60 * MINUTE_MS);
    await cloud.triggerTimers();
    expect(documentsOf(cloud, 'requestMarks')).toHaveLength(0);
  });
});

/** Decided by the request id together with the whole input, by a document that holds it, or by a document that allows it once whatever the request says. */
const OTHERWISE = [
  'coupon.collect',
  // Says nothing but its name.
  'identity.backfillFollowers',
  'member.join',
  // A turn and a chance for points ask for nothing.
  'play.draw',
  'play.exchangeChance',
  // The redemption holds all that was asked for; verifying one, the code is all.
  'points.exchange',
  'points.verifyRedemption',
  'referral.renewCode',
];

it('every operation that a request id decides says so', () => {
  const operations = Object.entries<Operations>(areas).flatMap(([area, all]) =>
    Object.entries(all).map(([name, { idempotency }]) => ({ name: `${area}.${name}`, idempotency })),
  );
  const silent = operations
    .filter(
      ({ idempotency }) =>
        idempotency !== 'read' && /request/.test(idempotency.decidedBy) && !idempotency.byRequest,
    )
    .map(({ name }) => name);
  expect(silent.sort()).toEqual(OTHERWISE);
});
