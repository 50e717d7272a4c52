import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { CHEN_CODE } from '../stage/leader-stage';
import { order, pass, someone } from '../stage/invite-stage';
import { documentsOf, phoneOf, startJourney } from '../stage/stage';

/** Rules that need somebody else compare persons, not accounts. */
describe('one person under two accounts', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(() => cloud.reset());
  afterAll(() => cloud.close());

  it('a friend who joins with the inviter’s own number is held for the operator, nothing is paid silently', async () => {
    const lin = someone(cloud, 'lin');
    await lin.member.join({ leaderCode: null, phoneCode: await lin.phoneCode('13811110000') });
    const { inviteCode } = await lin.referral.readHome({});
    await pass(cloud);
    const second = someone(cloud, 'lin-2');
    const opened = await second.referral.openInvite({ inviteCode, leaderCode: null });
    await second.member.join({
      leaderCode: opened.leaderCode,
      inviteCode,
      phoneCode: await second.phoneCode('13811110000'),
    });
    await pass(cloud);
    await order(cloud, second, 5000);
    await pass(cloud);
    expect(documentsOf(cloud, 'inviteRewards')).toEqual([]);
    const operator = phoneOf(cloud, 'operator-he');
    const { referrals } = await operator.referral.listHeld({ cursor: null });
    expect(referrals).toMatchObject([
      { reason: '好友的手机号曾是邀请人的：可能是同一个人，也可能是换了主人的号码' },
    ]);
    // A recycled number after all: everything counts.
    const { referralId } = referrals[0]!;
    await operator.referral.decideHeld({ referralId, decision: 'approve', reason: '电话核实是两个人' });
    expect(documentsOf(cloud, 'inviteRewards').length).toBeGreaterThan(0);
  });

  it('a leader who joins by the own code is credited with nobody', async () => {
    const chen = phoneOf(cloud, 'leader-chen');
    const { member } = await chen.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    // Paid within the minute, before anything is counted.
    await order(cloud, chen, 5000);
    await pass(cloud);
    await order(cloud, chen, 5000);
    await pass(cloud);
    expect(documentsOf(cloud, 'leaderAwards')).toEqual([]);
    expect(documentsOf(cloud, 'members').find(({ _id }) => _id === member.memberId)).toMatchObject({
      leaderId: null,
      attribution: null,
    });
    const friend = phoneOf(cloud, { openid: 'oFriend', appid: DEMO_APPID });
    await friend.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    await pass(cloud);
    expect(documentsOf(cloud, 'leaderAwards').map(({ kind }) => kind)).toEqual(['join']);
  });
});
