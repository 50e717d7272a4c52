import type { InviteCode } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { CHEN_CODE } from '../../stage/leader-stage';
import { order, pass, someone } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** Rules that need somebody else compare persons, not accounts. */
describe('one person under two accounts', () => {
  const cloud = sharedCloud();

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

  /** 阿林 has a number and a code; a friend joins by it. */
  const NUMBER = '13811110000';
  async function inviterWithNumber() {
    const lin = someone(cloud, 'lin');
    await lin.member.join({ leaderCode: null, phoneCode: await lin.phoneCode(NUMBER) });
    const { inviteCode } = await lin.referral.readHome({});
    await pass(cloud);
    return { lin, inviteCode };
  }
  async function friendOf(inviteCode: InviteCode, number: string | null) {
    const friend = someone(cloud, 'lin-2');
    const { leaderCode } = await friend.referral.openInvite({ inviteCode, leaderCode: null });
    const phoneCode = number && (await friend.phoneCode(number));
    await friend.member.join({ leaderCode, inviteCode, phoneCode });
    return friend;
  }

  it.each([
    ['took the number off before', async (lin: Phone) => lin.identityMap.unlinkPhone({})],
    [
      'has another number since',
      async (lin: Phone) => lin.member.linkPhone({ phoneCode: await lin.phoneCode('13811119999') }),
    ],
    [
      'lost the number to a third account',
      async () => {
        const third = someone(cloud, 'third');
        await third.member.join({ leaderCode: null, phoneCode: await third.phoneCode(NUMBER) });
        await pass(cloud);
      },
    ],
  ])('an inviter who %s: the friend with that number is held all the same', async (_what, change) => {
    const { lin, inviteCode } = await inviterWithNumber();
    await change(lin);
    const friend = await friendOf(inviteCode, NUMBER);
    await pass(cloud);
    await order(cloud, friend, 5000);
    await pass(cloud, 8 * DAY_MS);
    expect(documentsOf(cloud, 'inviteRewards')).toEqual([]);
    expect(documentsOf(cloud, 'referrals')).toMatchObject([{ state: 'held', reason: 'same_phone' }]);
  });

  it('a friend who verifies the number between joining and the next sweep is held', async () => {
    const { inviteCode } = await inviterWithNumber();
    const friend = await friendOf(inviteCode, null);
    await friend.member.linkPhone({ phoneCode: await friend.phoneCode(NUMBER) });
    await pass(cloud);
    expect(documentsOf(cloud, 'referrals')).toMatchObject([{ state: 'held', reason: 'same_phone' }]);
  });

  it('a leader who joins by the own code gets no award', async () => {
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
