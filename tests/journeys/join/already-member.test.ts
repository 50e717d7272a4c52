import type { LocalCloud } from '../../../local/server';
import { paidOrder, pass } from '../../stage/money-stage';
import { phoneOf, startJourney } from '../../stage/stage';

/** Scanning again says 你已是会员, whatever became of what the shop gives. */
describe('a member who scans again', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  afterAll(() => cloud.close());

  it.each(['paused', 'ended'])('hears it when the card is %s and nobody can join', async (status) => {
    await cloud.reset();
    const lin = phoneOf(cloud, 'shopper-lin');
    const { member } = await lin.member.join({ leaderCode: null, phoneCode: null });
    for (const collection of ['cardPlans', 'couponPacks'] as const)
      await cloud.database.environment(cloud.env).update(collection, {
        filter: {},
        modifier: { $set: { status: collection === 'cardPlans' ? 'closed' : status } },
        multi: true,
      });
    const wang = phoneOf(cloud, 'shopper-wang');
    await expect(wang.member.join({ leaderCode: null, phoneCode: null })).rejects.toMatchObject({
      code: 'offer_not_open',
    });
    expect(await lin.member.join({ leaderCode: null, phoneCode: null })).toMatchObject({
      outcome: 'already_member',
      member: { memberId: member.memberId },
    });
  });

  it('hears it when everything that joining gives is gone, and on a claim that is over or another’s', async () => {
    await cloud.reset();
    const [lin, wang] = [phoneOf(cloud, 'shopper-lin'), phoneOf(cloud, 'shopper-wang')];
    const { member } = await lin.member.join({ leaderCode: null, phoneCode: null });
    await cloud.database.environment(cloud.env).update('couponStock', {
      filter: {},
      modifier: { $set: { left: 0 } },
      multi: true,
    });
    const again = { outcome: 'already_member', member: { memberId: member.memberId } };
    expect(await lin.member.join({ leaderCode: null, phoneCode: null })).toMatchObject(again);
    const orderId = await paidOrder(cloud, wang, 6600);
    const { claimId } = await wang.payment.confirm({ orderId });
    await wang.member.join({ leaderCode: null, phoneCode: null, claimId });
    await pass(cloud, 40 * 24 * 60);
    for (const phone of [wang, lin])
      expect(await phone.member.join({ leaderCode: null, phoneCode: null, claimId })).toMatchObject({
        outcome: 'already_member',
      });
  });
});
