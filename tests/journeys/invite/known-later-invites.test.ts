import { points } from '@contracts/primitives/points';
import { DAY_MS, HOUR_MS } from '@contracts/primitives/time';
import {
  changeRule,
  HOLD_MS,
  inviterOf,
  invitePoints,
  joinThrough,
  order,
  passTrade,
  refundAll,
  rewardsIn,
  someone,
} from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { drawnOf } from '../../stage/property';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

const NUMBER = '13811112222';

/** That inviter and friend may be one person becomes known after the friend counted. */
describe('a friend who turns out to share a number with the inviter', () => {
  const cloud = sharedCloud();

  const he = () => phoneOf(cloud, 'operator-he');
  const link = async (phone: Phone, number = NUMBER) =>
    phone.member.linkPhone({ phoneCode: await phone.phoneCode(number) });
  const heldNow = async () => (await he().referral.listHeld({ cursor: null })).referrals;
  const states = () =>
    rewardsIn(cloud)
      .map(({ event, side, state }) => `${event} ${side} ${state}`)
      .sort();

  async function invited() {
    const lin = await inviterOf(cloud, 'lin');
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    const friend = await joinThrough(cloud, 'wang', lin.code);
    await passTrade(cloud);
    const earned = () => [invitePoints(cloud, lin.memberId), invitePoints(cloud, friend.memberId)];
    expect(earned()).toEqual([20, 30]);
    return { lin, friend, earned };
  }
  type Story = Awaited<ReturnType<typeof invited>>;

  /** Two sweeps at once, twice; after that a sweep finds nothing to do. */
  async function sweepTwice(ms?: number): Promise<void> {
    await Promise.all([passTrade(cloud, ms), sweepTrade(cloud)]);
    await Promise.all([passTrade(cloud), sweepTrade(cloud)]);
    const seen = () => JSON.stringify([documentsOf(cloud, 'inviteRewards'), documentsOf(cloud, 'referrals')]);
    const before = seen();
    await passTrade(cloud);
    expect(seen()).toBe(before);
    expect(documentsOf(cloud, 'members').filter(({ personCheckAt }) => personCheckAt !== null)).toEqual([]);
  }

  async function decide(decision: 'approve' | 'reject'): Promise<string> {
    const [held] = await heldNow();
    const input = { referralId: held!.referralId, decision, reason: '电话核实过' };
    const requestId = newTestRequest();
    const { state } = await he().referral.decideHeld(input, { requestId });
    expect((await he().referral.decideHeld(input, { requestId })).state).toBe(state);
    return state;
  }

  const directions: readonly [string, (story: Story) => Promise<unknown>][] = [
    [
      'the inviter links the friend’s number',
      async ({ lin, friend }) => {
        await link(friend.phone);
        await sweepTwice();
        await link(lin.phone);
      },
    ],
    [
      'the friend links the inviter’s number',
      async ({ lin, friend }) => {
        await link(lin.phone);
        await sweepTwice();
        await link(friend.phone);
      },
    ],
    [
      'the inviter’s other account had the friend’s number, and is merged',
      async ({ friend }) => {
        const other = someone(cloud, 'lin-2', 'u-lin');
        await other.member.join({ leaderCode: null, phoneCode: await other.phoneCode(NUMBER) });
        await link(friend.phone);
        await sweepTwice();
        expect(await heldNow()).toEqual([]);
        await someone(cloud, 'lin', 'u-lin').identityMap.linkMine({});
      },
    ],
    [
      'the friend’s other account had the inviter’s number, and is merged',
      async ({ lin }) => {
        await link(lin.phone);
        cloud.moveClock(cloud.clock.now() + HOUR_MS);
        const other = someone(cloud, 'wang-2', 'u-wang');
        await other.member.join({ leaderCode: null, phoneCode: await other.phoneCode(NUMBER) });
        await sweepTwice();
        expect(await heldNow()).toEqual([]);
        await someone(cloud, 'wang', 'u-wang').identityMap.linkMine({});
      },
    ],
  ];

  describe.each(drawnOf(directions))('%s', (_name, becomesKnown) => {
    it('before the first order is paid out: what was given stays, the rest waits; approved, it comes', async () => {
      const story = await invited();
      await order(cloud, story.friend.phone, 3000);
      await becomesKnown(story);
      await sweepTwice(HOLD_MS + DAY_MS);
      expect(story.earned()).toEqual([20, 30]);
      expect(states().filter((state) => state.startsWith('first_order'))).toEqual([
        'first_order invitee pending',
        'first_order inviter pending',
      ]);
      const [held] = await heldNow();
      expect(held).toMatchObject({
        reason: '好友的手机号曾是邀请人的：可能是同一个人，也可能是换了主人的号码',
        notes: [
          '之前已计入，还没发的先不发',
          '已发给邀请人：好友入会奖励 20 积分，不计入会收回',
          '已发给好友：新人见面礼 30 积分，不计入会收回',
        ],
      });
      expect(JSON.stringify(held)).not.toContain(NUMBER);

      expect(await decide('approve')).toBe('counted');
      await sweepTwice();
      expect(story.earned()[0]).toBe(120);
      expect(new Set(rewardsIn(cloud).map(({ state }) => state))).toEqual(new Set(['delivered']));
      // What was decided stays decided.
      await link(story.lin.phone, '13811113333');
      await sweepTwice();
      expect(await heldNow()).toEqual([]);
      const home = await story.lin.phone.referral.readHome({});
      expect(home).toMatchObject({ friends: 1, counted: 1 });
    });

    it('rejected, what was given is taken back and what waited ends', async () => {
      const story = await invited();
      await order(cloud, story.friend.phone, 3000);
      await becomesKnown(story);
      await sweepTwice();
      expect(await decide('reject')).toBe('refused');
      await sweepTwice(HOLD_MS + DAY_MS);
      expect(story.earned()).toEqual([0, 0]);
      expect(new Set(rewardsIn(cloud).map(({ state }) => state))).toEqual(new Set(['reversed']));
      expect(await heldNow()).toEqual([]);
      expect(await story.lin.phone.referral.readHome({})).toMatchObject({ friends: 0, counted: 0 });
    });

    it('after everything was paid out: nothing is taken back until the operator says so', async () => {
      const story = await invited();
      await order(cloud, story.friend.phone, 3000);
      await sweepTwice(HOLD_MS);
      const paid = story.earned();
      expect(paid[0]).toBe(120);
      await becomesKnown(story);
      await sweepTwice(DAY_MS);
      expect(story.earned()).toEqual(paid);
      expect((await heldNow())[0]?.notes.length).toBeGreaterThan(3);
      expect(await decide('reject')).toBe('refused');
      await sweepTwice();
      expect(story.earned()).toEqual([0, 0]);
    });
  });

  it('a first order paid while it waits counts with the approval, and not without', async () => {
    for (const decision of ['approve', 'reject'] as const) {
      await cloud.reset();
      const { lin, friend, earned } = await invited();
      await link(lin.phone);
      await link(friend.phone);
      await sweepTwice();
      await order(cloud, friend.phone, 3000);
      await sweepTwice(HOLD_MS + DAY_MS);
      expect(earned()).toEqual([20, 30]);
      await decide(decision);
      await sweepTwice(HOLD_MS + DAY_MS);
      expect(earned()[0]).toBe(decision === 'approve' ? 120 : 0);
    }
  });

  it('the first order is refunded while it waits: its rewards end, the count is right afterwards', async () => {
    const { lin, friend, earned } = await invited();
    const orderId = await order(cloud, friend.phone, 3000);
    await link(lin.phone);
    await link(friend.phone);
    await sweepTwice();
    await refundAll(cloud, orderId);
    await decide('approve');
    await sweepTwice(HOLD_MS + DAY_MS);
    expect(earned()).toEqual([20, 30]);
    expect(documentsOf(cloud, 'inviters').find(({ _id }) => _id === lin.memberId)).toMatchObject({
      friends: 1,
      rewarded: 1,
      ordered: 0,
    });
  });

  it('a milestone the friend was needed for waits, too; another friend meanwhile does not make it whole by the doubtful one', async () => {
    await changeRule(cloud, {
      burst: null,
      milestonesCount: 'first_order',
      milestones: [{ friends: 1, gift: { kind: 'points', points: points(500) } }],
    });
    const { lin, friend } = await invited();
    await order(cloud, friend.phone, 3000);
    await link(lin.phone);
    await link(friend.phone);
    await sweepTwice(HOLD_MS + DAY_MS);
    expect(states()).toContain('milestone 1 inviter pending');
    const other = await joinThrough(cloud, 'mei', lin.code);
    await order(cloud, other.phone, 3000);
    await sweepTwice(HOLD_MS + DAY_MS);
    expect(invitePoints(cloud, lin.memberId)).toBe(20 + 20 + 100);
    await decide('reject');
    await sweepTwice();
    // The other friend alone reaches it.
    expect(invitePoints(cloud, lin.memberId)).toBe(20 + 100 + 500);
  });

  it('shown to be the same by WeChat while it waits: taken back as one’s own', async () => {
    const { lin, friend, earned } = await invited();
    await order(cloud, friend.phone, 3000);
    await link(lin.phone);
    await link(friend.phone);
    await sweepTwice();
    for (const name of ['lin', 'wang']) await someone(cloud, name, 'u-lin').identityMap.linkMine({});
    await sweepTwice(HOLD_MS + DAY_MS);
    expect(documentsOf(cloud, 'referrals')).toMatchObject([{ state: 'refused', reason: 'self' }]);
    expect(earned()[0]! + earned()[1]!).toBe(0);
    expect(documentsOf(cloud, 'inviters')[0]).toMatchObject({ friends: 0, rewarded: 0, ordered: 0 });
  });

  it('a burst that waits says the number, when that becomes known', async () => {
    await changeRule(cloud, { burst: { friends: 1, minutes: 60 } });
    const { lin } = await invited();
    const second = await joinThrough(cloud, 'mei', lin.code);
    await passTrade(cloud);
    expect((await heldNow())[0]?.reason).toBe('短时间内入会的好友较多');
    await link(lin.phone);
    await link(second.phone);
    await sweepTwice();
    expect((await heldNow())[0]?.reason).toContain('手机号曾是邀请人的');
  });

  describe('the friend closes the account before the operator decides', () => {
    async function leave(phone: Phone): Promise<void> {
      await phone.identityMap.requestClosure({});
      await sweepTwice(8 * DAY_MS);
    }

    it('of one that never counted nothing begins: nothing is given, nobody who is gone is named', async () => {
      const lin = await inviterOf(cloud, 'lin');
      await link(lin.phone);
      const friend = someone(cloud, 'wang');
      await friend.referral.openInvite({ inviteCode: lin.code, leaderCode: null });
      const phoneCode = await friend.phoneCode(NUMBER);
      await friend.member.join({ leaderCode: null, inviteCode: lin.code, phoneCode });
      await passTrade(cloud);
      await leave(friend);
      expect((await heldNow())[0]?.notes).toEqual(['有一方已注销账户，不能再计入']);
      expect(await decide('approve')).toBe('refused');
      await sweepTwice();
      expect(documentsOf(cloud, 'inviteRewards')).toEqual([]);
      expect(documentsOf(cloud, 'referrals')).toMatchObject([{ state: 'refused', reason: 'account_closed' }]);
    });

    it('what began before goes on for who is there, and is nobody’s for who is gone', async () => {
      const { lin, friend } = await invited();
      await order(cloud, friend.phone, 3000);
      await link(lin.phone);
      await link(friend.phone);
      await sweepTwice();
      await leave(friend.phone);
      expect(await decide('approve')).toBe('counted');
      await sweepTwice();
      expect(invitePoints(cloud, lin.memberId)).toBe(120);
      expect(states().filter((state) => state.startsWith('first_order'))).toEqual([
        'first_order invitee refused',
        'first_order inviter delivered',
      ]);
    });
  });
});
