import { DEMO_APPID } from '../../../local/seed/demo-people';
import { newStaff } from '../../stage/counter-stage';
import { pass, someone } from '../../stage/invite-stage';
import { CHEN, CHEN_CODE } from '../../stage/leader-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

const NUMBER = '13811112222';
const own = { code: 'own_affair' };

/** Nobody of the staff gives value to themself by hand or decides about themself; somebody else does. */
describe('an operator’s own affairs', () => {
  const cloud = sharedCloud();
  let he: Phone;
  let other: Phone;
  beforeEach(async () => {
    he = phoneOf(cloud, 'operator-he');
    other = await newStaff(cloud, 'other', [], 'operator');
  });

  const join = async (phone: Phone, number: string | null = null) =>
    (await phone.member.join({ leaderCode: null, phoneCode: number && (await phone.phoneCode(number)) }))
      .member;
  /** The operator and a second account with the same number. */
  const twoAccounts = async () => {
    const first = await join(he, NUMBER);
    const second = someone(cloud, 'he-2');
    return { first, second, other: await join(second, NUMBER) };
  };
  const lead = async (phone: Phone) =>
    cloud.database.environment(cloud.env).update('leaders', {
      filter: { _id: CHEN },
      modifier: { $set: { openIdKey: `openid:${DEMO_APPID}:${phone.identity.openid}` } },
      multi: false,
    });

  it('points and coupons by hand: not to oneself, nor to a second account by its number; taking away is fine', async () => {
    const { first, other: second } = await twoAccounts();
    const lin = await join(phoneOf(cloud, 'shopper-lin'));
    const reason = '开业补贴';
    const template = documentsOf(cloud, 'couponTemplates').find(({ status }) => status === 'published')!;
    await other.points.adjust({ cardNumber: lin.card.number, points: 500, reason });
    for (const { card } of [first, second]) {
      const to = { cardNumber: card.number, reason };
      await expect(he.points.adjust({ ...to, points: 500 })).rejects.toMatchObject(own);
      await expect(
        he.coupon.issueByHand({ ...to, templateId: template._id, quantity: 1 }),
      ).rejects.toMatchObject(own);
      await expect(
        he.points.transfer({
          fromCardNumber: lin.card.number,
          toCardNumber: card.number,
          points: 500,
          reason,
        }),
      ).rejects.toMatchObject(own);
    }
    expect(documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'manual')).toEqual([]);
    const mine = { cardNumber: first.card.number, reason };
    const { balance } = await other.points.adjust({ ...mine, points: 500 });
    expect(await he.points.adjust({ ...mine, points: -1 })).toMatchObject({ balance: balance - 1 });
    // There is nobody above the owner.
    const li = phoneOf(cloud, 'owner-li');
    const owner = await join(li);
    await expect(
      li.points.adjust({ cardNumber: owner.card.number, points: 5, reason }),
    ).resolves.toBeTruthy();
  });

  it('whether two accounts are one person is decided by somebody who is neither; undoing it, too', async () => {
    await twoAccounts();
    const { decisions } = await he.identityMap.listDecisions({ status: 'open', cursor: null });
    const { decisionId } = decisions[0]!;
    for (const verdict of ['two_people', 'same_person'] as const)
      await expect(
        he.identityMap.decide({ decisionId, verdict, reason: '核对过证件' }),
      ).rejects.toMatchObject(own);
    expect(documentsOf(cloud, 'merges')).toEqual([]);
    const { mergeId } = await other.identityMap.decide({
      decisionId,
      verdict: 'same_person',
      reason: '核对过证件',
    });
    await expect(he.identityMap.undoMerge({ mergeId: mergeId!, reason: '合错了' })).rejects.toMatchObject(
      own,
    );
    await expect(other.identityMap.undoMerge({ mergeId: mergeId!, reason: '合错了' })).resolves.toMatchObject(
      {
        status: 'undone',
      },
    );
  });

  it('a friend who waits is judged by somebody who is neither inviter nor friend', async () => {
    await join(he, NUMBER);
    const { inviteCode } = await he.referral.readHome({});
    await pass(cloud);
    const second = someone(cloud, 'he-2');
    await second.referral.openInvite({ inviteCode, leaderCode: null });
    await second.member.join({ leaderCode: null, inviteCode, phoneCode: await second.phoneCode(NUMBER) });
    await pass(cloud);
    const { referralId } = (await he.referral.listHeld({ cursor: null })).referrals[0]!;
    const decided = { referralId, decision: 'approve' as const, reason: '电话核实是两个人' };
    await expect(he.referral.decideHeld(decided)).rejects.toMatchObject(own);
    expect(documentsOf(cloud, 'inviteRewards')).toEqual([]);
    await expect(other.referral.decideHeld(decided)).resolves.toEqual({ state: 'counted' });
  });

  it('an operator who leads: held awards, a team handed over, a pause lifted and an application are others’ to decide', async () => {
    await join(he, NUMBER);
    await lead(he);
    const second = someone(cloud, 'he-2');
    await second.member.join({ leaderCode: CHEN_CODE, phoneCode: await second.phoneCode(NUMBER) });
    await pass(cloud);
    await pass(cloud);
    const [hold] = (await he.leader.listHolds({ cursor: null })).holds;
    const decided = { holdId: hold!.holdId, decision: 'release' as const, reason: '电话核实是两个人' };
    await expect(he.leader.decideHold(decided)).rejects.toMatchObject(own);
    await expect(other.leader.decideHold(decided)).resolves.toEqual({ state: 'released' });

    const wang = phoneOf(cloud, 'shopper-wang');
    await wang.member.join({ leaderCode: null, inviteCode: null, phoneCode: await wang.phoneCode() });
    const { stores } = await wang.leader.readMyApplication({});
    const { application } = await wang.leader.apply({
      name: '小王',
      phoneCode: null,
      storeId: stores[0]!.storeId,
      groupName: '王家群',
    });
    await other.leader.decideApplication({
      applicationId: application.applicationId,
      decision: 'approve',
    });
    const from = documentsOf(cloud, 'leaders').find(({ _id }) => _id !== CHEN)!;
    const handover = { fromId: from._id, toId: CHEN, reason: '休假', pauseFrom: false };
    await expect(he.leader.handOver(handover)).rejects.toMatchObject(own);
    const status = (by: Phone, to: 'active' | 'paused') =>
      by.leader.setLeaderStatus({ leaderId: CHEN, status: to, reason: '核查中' });
    await status(other, 'paused');
    await expect(status(he, 'active')).rejects.toMatchObject(own);
    await expect(other.leader.handOver(handover)).resolves.toBeTruthy();
  });

  it('nobody makes themself a leader', async () => {
    await join(he, NUMBER);
    const { stores } = await he.leader.readMyApplication({});
    const { application } = await he.leader.apply({
      name: '小何',
      phoneCode: null,
      storeId: stores[0]!.storeId,
      groupName: '何家群',
    });
    const approve = { applicationId: application.applicationId, decision: 'approve' as const };
    await expect(he.leader.decideApplication(approve)).rejects.toMatchObject(own);
    await expect(other.leader.decideApplication(approve)).resolves.toMatchObject({
      application: { status: 'approved' },
    });
  });
});
