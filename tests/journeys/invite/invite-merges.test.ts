import { points } from '@contracts/primitives/points';
import { HOUR_MS } from '@contracts/primitives/time';
import {
  changeRule,
  HOLD_MS,
  invitePoints,
  inviterOf,
  joinThrough,
  order,
  pass,
  rewardsIn,
  someone,
} from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf } from '../../stage/stage';

const cloud = sharedCloud();

const later = () => cloud.moveClock(cloud.clock.now() + HOUR_MS);
/** WeChat names the same unionid for both: one person. */
async function merge(names: readonly string[]): Promise<void> {
  for (const name of names) await someone(cloud, name, `u-${names[0]}`).identityMap.linkMine({});
  await pass(cloud);
}

describe('people who turn out to be one', () => {
  it('nobody is their own inviter: what a second account gave is taken back, with the reason', async () => {
    const lin = await inviterOf(cloud, 'lin');
    later();
    const second = await joinThrough(cloud, 'lin-2', lin.code);
    await order(cloud, second.phone, 3000);
    await pass(cloud, HOLD_MS);
    expect(invitePoints(cloud, lin.memberId)).toBe(120);
    await merge(['lin', 'lin-2']);
    expect(documentsOf(cloud, 'referrals')).toMatchObject([{ state: 'refused', reason: 'self' }]);
    expect(new Set(rewardsIn(cloud).map(({ state }) => state))).toEqual(new Set(['reversed']));
    const account = documentsOf(cloud, 'pointsAccounts').find(({ _id }) => _id === lin.memberId);
    const fromInvites = documentsOf(cloud, 'pointsEntries')
      .filter(({ source }) => source.kind === 'invite')
      .reduce((sum, entry) => sum + entry.points - entry.debt, 0);
    expect([fromInvites, account?.debt]).toEqual([0, 0]);
    const [friend] = (await lin.phone.referral.listFriends({ cursor: null })).friends;
    expect(friend?.reason?.text).toBe('这是你自己的账号，自己邀请自己不计');
    // What the merge refused an undo does not give again, and its preview says so.
    const staff = phoneOf(cloud, 'operator-he').identityMap;
    const mergeId = documentsOf(cloud, 'merges')[0]!._id;
    const { stays } = await staff.previewUndo({ mergeId });
    expect(stays).toContain('合并时作废的 1 位好友的邀请奖励不恢复，邀请人已收到通知');
    await staff.undoMerge({ mergeId, reason: '合错了' });
    await pass(cloud);
    expect(new Set(rewardsIn(cloud).map(({ state }) => state))).toEqual(new Set(['reversed']));
  });

  it('an existing member’s second account brought by somebody else is no new member either', async () => {
    const wang = await inviterOf(cloud, 'wang');
    const lin = await inviterOf(cloud, 'lin');
    later();
    const second = await joinThrough(cloud, 'wang-2', lin.code);
    await pass(cloud);
    expect([invitePoints(cloud, lin.memberId), invitePoints(cloud, second.memberId)]).toEqual([20, 30]);
    await merge(['wang', 'wang-2']);
    expect(documentsOf(cloud, 'referrals')).toMatchObject([
      { state: 'refused', reason: 'merged_person', inviteeId: wang.memberId },
    ]);
    expect(invitePoints(cloud, lin.memberId)).toBe(0);
    expect((await lin.phone.referral.readHome({})).friends).toBe(0);
  });

  it('two accounts, each brought by a friend: the first counts once, the newcomer’s reward is not doubled', async () => {
    const [lin, mei] = [await inviterOf(cloud, 'lin'), await inviterOf(cloud, 'mei')];
    later();
    const first = await joinThrough(cloud, 'wang', lin.code);
    later();
    await joinThrough(cloud, 'wang-2', mei.code);
    await pass(cloud);
    await merge(['wang', 'wang-2']);
    expect([invitePoints(cloud, lin.memberId), invitePoints(cloud, mei.memberId)]).toEqual([20, 0]);
    const given = documentsOf(cloud, 'inviteRewards').filter(
      ({ side, state }) => side === 'invitee' && state === 'delivered',
    );
    expect(given).toMatchObject([{ memberId: first.memberId }]);
    // The order of either account is the first order, for the friend who brought the person.
    await order(cloud, someone(cloud, 'wang-2', 'u-wang'), 3000);
    await pass(cloud, HOLD_MS);
    expect([invitePoints(cloud, lin.memberId), invitePoints(cloud, mei.memberId)]).toEqual([120, 0]);
  });

  it('a friend who invited back with a second account: a reciprocal pair', async () => {
    const lin = await inviterOf(cloud, 'lin');
    later();
    const wang = await joinThrough(cloud, 'wang', lin.code);
    const { inviteCode } = await wang.phone.referral.readHome({});
    later();
    const second = await joinThrough(cloud, 'lin-2', inviteCode);
    await pass(cloud);
    expect(invitePoints(cloud, wang.memberId)).toBe(50);
    await merge(['lin', 'lin-2']);
    const [friend] = (await wang.phone.referral.listFriends({ cursor: null })).friends;
    expect(friend).toMatchObject({ state: 'refused', reason: { code: 'reciprocal_pair' } });
    // The ledger keeps each entry with the account it was written for.
    const ofLin = invitePoints(cloud, lin.memberId) + invitePoints(cloud, second.memberId);
    expect([ofLin, invitePoints(cloud, wang.memberId)]).toEqual([20, 30]);
  });

  it('friends of both accounts are one person’s: counts add up, a milestone both reached stands once', async () => {
    await changeRule(cloud, {
      burst: null,
      milestonesCount: 'registered',
      milestones: [{ friends: 2, gift: { kind: 'points', points: points(500) } }],
    });
    const [one, two] = [await inviterOf(cloud, 'lin'), await inviterOf(cloud, 'lin-2')];
    later();
    for (const [name, { code }] of [
      ['a', one],
      ['b', one],
      ['c', two],
      ['d', two],
    ] as const)
      await joinThrough(cloud, name, code);
    await pass(cloud);
    expect([invitePoints(cloud, one.memberId), invitePoints(cloud, two.memberId)]).toEqual([540, 540]);
    await merge(['lin', 'lin-2']);
    const home = await someone(cloud, 'lin', 'u-lin').referral.readHome({});
    expect(home).toMatchObject({ friends: 4, counted: 4, milestones: [{ reached: true }] });
    expect(
      rewardsIn(cloud)
        .filter(({ event }) => event === 'milestone 2')
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['delivered', 'reversed']);
    // Both codes still lead to the person.
    await joinThrough(cloud, 'e', two.code);
    await pass(cloud);
    expect(await someone(cloud, 'lin', 'u-lin').referral.readHome({})).toMatchObject({ friends: 5 });
  });

  it('a join that no sweep has seen yet is written down by the merge', async () => {
    const lin = await inviterOf(cloud, 'lin');
    later();
    await joinThrough(cloud, 'lin-2', lin.code);
    for (const name of ['lin', 'lin-2']) await someone(cloud, name, 'u-lin').identityMap.linkMine({});
    await pass(cloud);
    expect(documentsOf(cloud, 'referrals')).toMatchObject([{ state: 'refused', reason: 'self' }]);
    expect(invitePoints(cloud, lin.memberId)).toBe(0);
  });

  it('an undone merge gives friends, codes and referrals back', async () => {
    const [wang, lin] = [await inviterOf(cloud, 'wang'), await inviterOf(cloud, 'lin')];
    later();
    const second = await joinThrough(cloud, 'wang-2', lin.code);
    const mine = await second.phone.referral.readHome({});
    await joinThrough(cloud, 'friend', mine.inviteCode);
    await pass(cloud);
    await merge(['wang', 'wang-2']);
    const [merged] = documentsOf(cloud, 'merges');
    await phoneOf(cloud, 'operator-he').identityMap.undoMerge({ mergeId: merged!._id, reason: '合错了' });
    const after = documentsOf(cloud, 'referrals').map(({ _id, inviterId, inviteeId }) => ({
      _id,
      inviterId,
      inviteeId,
    }));
    expect(after).toEqual(
      expect.arrayContaining([
        { _id: second.memberId, inviterId: lin.memberId, inviteeId: second.memberId },
        expect.objectContaining({ inviterId: second.memberId }),
      ]),
    );
    const codes = documentsOf(cloud, 'inviteCodes').map(({ _id, memberId }) => [_id, memberId]);
    expect(codes).toEqual(
      expect.arrayContaining([
        [wang.code, wang.memberId],
        [mine.inviteCode, second.memberId],
      ]),
    );
    expect((await wang.phone.referral.readHome({})).inviteCode).toBe(wang.code);
  });
});
