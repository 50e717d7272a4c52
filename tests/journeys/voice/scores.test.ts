import { DAY_MS } from '@contracts/primitives/time';
import { fen } from '@contracts/primitives/fen';
import { featureDifferences, featuresOfMember, newcomer, untilTold } from '../../stage/audience/told-life';
import { joinTwice, memberIdOf, undoLatest } from '../../stage/identity-stage';
import { order, refundAll } from '../../stage/invite-stage';
import { BEST, billOf } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';

jest.setTimeout(300_000);

describe('how an order was', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const isSensitive = (id: string) =>
    documentsOf(cloud, 'features').some(
      ({ _id, segments }) => _id === id && segments.some((key) => key.startsWith('seg_service-sensitive@')),
    );
  afterEach(async () => expect(await featureDifferences(cloud)).toEqual([]));

  it('is said once, of an order that was paid, by whoever paid it; the first score stands, on every device', async () => {
    const { phone, memberId } = await newcomer(cloud, 'oAnn');
    const other = await newcomer(cloud, 'oBob');
    const orderId = await order(cloud, phone, 5_000);
    expect(await phone.voice.readScore({ orderId })).toEqual({ score: null, open: true });
    const by = { requestId: newTestRequest() };
    const answers = await Promise.all([
      phone.voice.scoreOrder({ orderId, score: 2 }, by),
      phone.voice.scoreOrder({ orderId, score: 2 }, by),
      phone.voice.scoreOrder({ orderId, score: 5 }),
    ]);
    const [{ score }] = answers;
    expect(answers).toEqual(answers.map(() => ({ score })));
    expect(await phone.voice.readScore({ orderId })).toEqual({ score, open: false });
    expect(documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'survey_answered')).toMatchObject([
      { memberId, refs: { orderId, score } },
    ]);
    await expect(other.phone.voice.scoreOrder({ orderId, score: 1 })).rejects.toMatchObject({
      code: 'order_not_found',
    });
    const waiting = await billOf(cloud, 3_000);
    const { quote } = await phone.payment.quote({ orderId: waiting, ...BEST });
    await phone.payment.pay({ orderId: waiting, ...BEST, expectedFen: quote.payableFen, at: 'counter' });
    expect(await phone.voice.readScore({ orderId: waiting })).toEqual({ score: null, open: false });
    await expect(phone.voice.scoreOrder({ orderId: waiting, score: 1 })).rejects.toMatchObject({
      code: 'order_not_paid',
    });
  });

  it('2 makes a member sensitive to service, 3 does not; also of an order that came back; merged, apart, closed', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const [first, second] = [await memberIdOf(one), await memberIdOf(two)];
    const bad = await order(cloud, one, 5_000);
    const fair = await order(cloud, two, 6_000);
    await refundAll(cloud, bad);
    await cloud.wechat.pay.deliverDue();
    await one.voice.scoreOrder({ orderId: bad, score: 2 });
    await two.voice.scoreOrder({ orderId: fair, score: 3 });
    await untilTold(cloud);
    expect([first, second].map(isSensitive)).toEqual([true, false]);
    const { entries } = await he().office.readMemberTimeline({ memberId: first, cursor: null });
    expect(entries.find(({ what }) => what === 'survey_answered')).toMatchObject({ score: 2 });
    await both.identityMap.linkMine({});
    await untilTold(cloud);
    expect([first, second].filter(isSensitive)).toHaveLength(1);
    await undoLatest(cloud);
    await untilTold(cloud);
    expect([first, second].map(isSensitive)).toEqual([true, false]);
    await one.identityMap.requestClosure({});
    await untilTold(cloud, 8 * DAY_MS);
    expect(documentsOf(cloud, 'orderScores').map(({ memberId }) => memberId)).toEqual([second]);
  });

  it('a refund for quality makes a member sensitive, one for another cause does not', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    const bob = await newcomer(cloud, 'oBob');
    for (const [{ phone }, cause] of [
      [ann, 'quality'],
      [bob, 'unwanted'],
    ] as const) {
      const orderId = await order(cloud, phone, 5_000);
      const wish = { orderId, amountFen: fen(1_000), cause, reason: '菜坏了' };
      await phoneOf(cloud, 'clerk-zhou').payment.refund(wish);
    }
    await cloud.wechat.pay.deliverDue();
    await untilTold(cloud);
    expect([ann, bob].map(({ memberId }) => isSensitive(memberId))).toEqual([true, false]);
    expect(featuresOfMember(cloud, ann.memberId)?.of?.qualityRefundAt).not.toBeNull();
  });
});
