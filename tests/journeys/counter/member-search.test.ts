import type { LocalCloud } from '../../../local/server';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

/** Shopper Lin's number in the sandbox, as the members' list shows it: 138****8000. */
describe('an operator looks for a member', () => {
  let cloud: LocalCloud;
  let operator: Phone;
  beforeAll(async () => {
    cloud = await startJourney();
    operator = phoneOf(cloud, 'operator-he');
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: await lin.phoneCode() });
    await phoneOf(cloud, 'shopper-wang').member.join({ leaderCode: null, phoneCode: null });
  });
  afterAll(() => cloud.close());

  const lin = () => {
    const member = documentsOf(cloud, 'members').find(({ phone }) => phone !== null);
    if (!member) throw new Error('nobody has a number');
    return member;
  };
  const found = async (text: string) => {
    const { members, hasMore } = await operator.member.search({ text });
    expect(hasMore).toBe(false);
    return members;
  };

  it('by card number, whole phone number, and its last four digits', async () => {
    const person = {
      memberId: lin()._id,
      nickname: null,
      phone: '138****8000',
      planName: '邻里会员卡',
      joinedAt: lin().joinedAt,
    };
    expect(await found(lin().card.number)).toEqual([person]);
    expect(await found('8000')).toEqual([person]);
    expect(await found('13800138000')).toEqual([person]);
  });

  it('finds nobody for a number nobody has, and says so without a refusal', async () => {
    expect(await found('8001')).toEqual([]);
    expect(await found('13900139000')).toEqual([]);
    expect(await found('阿珍')).toEqual([]);
  });

  it('by nickname, exactly as it is', async () => {
    const edit = { filter: { _id: lin()._id }, modifier: { $set: { nickname: '阿珍' } }, multi: false };
    await cloud.database.environment(cloud.env).update('members', edit);
    expect((await found('阿珍')).map(({ memberId }) => memberId)).toEqual([lin()._id]);
    expect(await found('阿')).toEqual([]);
  });

  it('is no business of a clerk or a shopper', async () => {
    for (const persona of ['clerk-zhou', 'shopper-lin'])
      await expect(phoneOf(cloud, persona).member.search({ text: '8000' })).rejects.toMatchObject({
        code: 'not_allowed',
      });
  });

  it('gives whoever was found a coupon by hand', async () => {
    const templateId = documentsOf(cloud, 'couponTemplates').find(
      ({ status }) => status === 'published',
    )?._id;
    const [member] = await found('8000');
    if (!member || !templateId) throw new Error('nothing to give');
    const { issued } = await operator.coupon.issueByHand({
      memberId: member.memberId,
      templateId,
      quantity: 1,
      reason: '补偿',
    });
    expect(documentsOf(cloud, 'coupons').find(({ _id }) => _id === issued[0])).toMatchObject({
      memberId: member.memberId,
      channel: 'manual',
    });
  });
});
