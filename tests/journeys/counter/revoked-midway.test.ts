import { fen } from '@contracts/primitives/fen';
import { demoPerson } from '../../../local/seed/demo-people';
import { auditOf } from '../../stage/counter-stage';
import { moneyOf, paidOrder } from '../../stage/money-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

/**
 * A right ends while a call is under way (decision 0027): what passed the look at the role is finished as if it had come before, in the
 * log under their name; its repeat and everything after it are refused.
 */
describe('a clerk who is dismissed in the middle of a refund', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  let zhou: Phone;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
    zhou = phoneOf(cloud, 'clerk-zhou');
  });

  const { appid, openid } = demoPerson('clerk-zhou');
  const dismiss = () =>
    cloud.database.environment(cloud.env).remove('staff', { _id: `openid:${appid}:${openid}` }, false);
  const refused = { code: 'not_allowed' };

  it('after the look and before the commit: it is done once, told in the log, and nothing follows', async () => {
    const orderId = await paidOrder(cloud, lin, 6600);
    const requestId = newTestRequest();
    const refund = () =>
      zhou.payment.refund({ orderId, amountFen: fen(1000), reason: '缺货' }, { requestId });
    // The gateway carries out one call after the other: at the first one of the transaction the role has been read.
    const decide = cloud.faults.database.decide.bind(cloud.faults.database);
    const dismissals: Promise<unknown>[] = [];
    const watched = jest.spyOn(cloud.faults.database, 'decide').mockImplementation((call) => {
      if (call.inTransaction && dismissals.length === 0) dismissals.push(dismiss());
      return decide(call);
    });
    await refund();
    watched.mockRestore();
    expect(await Promise.all(dismissals)).toEqual([1]);
    expect(documentsOf(cloud, 'staff').some(({ _id }) => _id.endsWith(openid))).toBe(false);
    await cloud.wechat.pay.deliverDue();
    expect(documentsOf(cloud, 'refunds')).toMatchObject([{ amountFen: 1000, status: 'succeeded' }]);
    expect(auditOf(cloud, 'payment.refund')).toMatchObject([{ amountFen: 1000, staffName: '店员小周' }]);
    await expect(refund()).rejects.toMatchObject(refused);
    await expect(zhou.payment.refund({ orderId, amountFen: fen(1), reason: '再退' })).rejects.toMatchObject(
      refused,
    );
    const { wechat, book } = moneyOf(cloud, orderId);
    expect(wechat).toBe(book);
  });

  it('before the look: nothing is written', async () => {
    const orderId = await paidOrder(cloud, lin, 6600);
    await dismiss();
    await expect(
      zhou.payment.refund({ orderId, amountFen: fen(1000), reason: '缺货' }),
    ).rejects.toMatchObject(refused);
    expect(documentsOf(cloud, 'refunds')).toEqual([]);
    expect(auditOf(cloud, 'payment.refund')).toEqual([]);
  });
});
