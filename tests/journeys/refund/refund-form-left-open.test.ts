import { fen } from '@contracts/primitives/fen';
import { DAY_MS } from '@contracts/primitives/time';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { paidOrder, pass } from '../../stage/money-stage';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';

describe('a refund form that was left open for eight days, when marks of requests are gone', () => {
  const cloud = sharedCloud();

  it.each([
    ['an amount', 1000, 2000],
    ['an amount above the limit of one person', 600_000, 500_000],
  ])('%s: edited it is refused, sent again as it was it is done once', async (_, first, edited) => {
    const orderId = await paidOrder(cloud, phoneOf(cloud, 'shopper-lin'), 1_000_000);
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const requestId = newTestRequest();
    const refund = (amountFen: number) =>
      clerk.payment.refund({ orderId, amountFen: fen(amountFen), reason: '缺货' }, { requestId });
    const asked = await refund(first);
    await cloud.wechat.pay.deliverDue();
    cloud.moveClock(cloud.clock.now() + 8 * DAY_MS);
    await pass(cloud, 1);
    expect(documentsOf(cloud, 'requestMarks')).toEqual([]);
    await expect(refund(edited)).rejects.toMatchObject({ code: 'request_changed' });
    cloud.database.environment(cloud.env).endTransactions();
    await cloud.database.environment(cloud.env).remove('requestMarks', {}, true);
    expect((await refund(first)).review?.reviewId).toBe(asked.review?.reviewId);
    expect(documentsOf(cloud, 'refunds').length + documentsOf(cloud, 'counterReviews').length).toBe(1);
  });
});
