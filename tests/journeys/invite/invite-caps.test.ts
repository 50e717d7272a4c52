import { DAY_MS } from '@contracts/primitives/time';
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
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';

const cloud = sharedCloud();

const referrals = () => documentsOf(cloud, 'referrals');
const operator = () => phoneOf(cloud, 'operator-he');

describe('limits', () => {
  it('a daily cap: the friend is rewarded, the inviter reads why not; the next day counts again', async () => {
    await changeRule(cloud, { perDay: 2, burst: null });
    const lin = await inviterOf(cloud, 'lin');
    for (const name of ['a', 'b', 'c']) await joinThrough(cloud, name, lin.code);
    await pass(cloud);
    const refused = rewardsIn(cloud).filter(({ state }) => state === 'refused');
    expect(refused).toMatchObject([{ side: 'inviter', event: 'registered', reason: 'cap_reached' }]);
    expect(invitePoints(cloud, lin.memberId)).toBe(40);
    expect(
      rewardsIn(cloud)
        .filter(({ side }) => side === 'invitee')
        .map(({ state }) => state),
    ).toEqual(['delivered', 'delivered', 'delivered']);
    cloud.moveClock(cloud.clock.now() + DAY_MS);
    await joinThrough(cloud, 'd', lin.code);
    await pass(cloud);
    expect(invitePoints(cloud, lin.memberId)).toBe(60);
  });

  it('a total cap, also for friends who join at the same moment', async () => {
    await changeRule(cloud, { total: 3, burst: null });
    const lin = await inviterOf(cloud, 'lin');
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => joinThrough(cloud, name, lin.code)));
    await Promise.all([pass(cloud), cloud.runTimers()]);
    await pass(cloud);
    expect(invitePoints(cloud, lin.memberId)).toBe(60);
    expect(documentsOf(cloud, 'inviters').find(({ _id }) => _id === lin.memberId)).toMatchObject({
      friends: 5,
      rewarded: 3,
    });
  });

  it('a burst is held for the operator, not dropped: approved it counts with all that happened since, rejected it does not', async () => {
    await changeRule(cloud, { burst: { friends: 2, minutes: 30 } });
    const lin = await inviterOf(cloud, 'lin');
    for (const name of ['a', 'b', 'c', 'd']) await joinThrough(cloud, name, lin.code);
    await pass(cloud);
    expect(invitePoints(cloud, lin.memberId)).toBe(40);
    const held = (await operator().referral.listHeld({ cursor: null })).referrals;
    expect(held).toHaveLength(2);
    const friends = (await lin.phone.referral.listFriends({ cursor: null })).friends;
    expect(friends.filter(({ state }) => state === 'held')).toMatchObject([
      { reason: { code: 'suspicious_burst' }, progress: '运营核实中' },
      { reason: { code: 'suspicious_burst' } },
    ]);
    const [first, second] = held;
    // One of them orders meanwhile.
    const orderer = documentsOf(cloud, 'members').find(({ _id }) => _id === first!.referralId)!;
    const name = ['a', 'b', 'c', 'd'].find((who) =>
      documentsOf(cloud, 'identities').some(
        ({ _id, memberId }) => memberId === orderer._id && _id.endsWith(`oInvite-${who}`),
      ),
    )!;
    await order(cloud, someone(cloud, name), 3000);
    const requestId = newTestRequest();
    const decision = { referralId: first!.referralId, decision: 'approve' as const, reason: '邻居一起来的' };
    expect(await operator().referral.decideHeld(decision, { requestId })).toEqual({ state: 'counted' });
    expect(await operator().referral.decideHeld(decision, { requestId })).toEqual({ state: 'counted' });
    await operator().referral.decideHeld({
      referralId: second!.referralId,
      decision: 'reject',
      reason: '同一台手机',
    });
    await expect(operator().referral.decideHeld(decision)).rejects.toMatchObject({
      code: 'referral_not_held',
    });
    await pass(cloud, HOLD_MS);
    expect(invitePoints(cloud, lin.memberId)).toBe(60 + 100);
    expect(
      referrals()
        .map(({ state, reason }) => `${state} ${reason}`)
        .sort(),
    ).toEqual(['counted null', 'counted null', 'counted null', 'refused rejected']);
    expect(documentsOf(cloud, 'auditEntries').map(({ action, reason }) => [action, reason])).toEqual(
      expect.arrayContaining([
        ['referral.approve', '邻居一起来的'],
        ['referral.reject', '同一台手机'],
      ]),
    );
  });
});
