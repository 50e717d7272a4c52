import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { DEMO_LEADER_CODE } from '../../../local/seed/demo-merchant';
import {
  changeRule,
  HOLD_MS,
  invitePoints,
  inviterOf,
  joinThrough,
  order,
  pass,
  refundAll,
  rewardsIn,
  someone,
} from '../../stage/invite-stage';
import { isLeaderCode } from '@contracts/primitives/ids';
import { fen } from '@contracts/primitives/fen';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startJourney();
});
afterEach(() => cloud.close());

describe('share, join, order, refund (J5)', () => {
  it('both are rewarded for joining, and for the first order once the refund window has passed', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const wang = await joinThrough(cloud, 'wang', lin.code);
    expect(wang.opened).toMatchObject({
      codeState: 'active',
      viewer: 'guest',
      inviter: { name: '你的好友' },
    });
    expect(wang.opened.inviteeLines).toEqual(['入会另得 30 积分', '完成满 20 元的首单再得 50 积分']);
    await pass(cloud);
    expect([invitePoints(cloud, lin.memberId), invitePoints(cloud, wang.memberId)]).toEqual([20, 30]);

    await order(cloud, wang.phone, 3000);
    await pass(cloud);
    const [friend] = (await lin.phone.referral.listFriends({ cursor: null })).friends;
    expect(friend).toMatchObject({
      state: 'counted',
      progress: '已完成首单',
      rewards: [{ state: 'delivered' }, { state: 'pending', gift: '100 积分' }],
    });
    expect(friend?.name).toMatch(/^好友（卡尾号 \d{4}）$/);
    expect(invitePoints(cloud, lin.memberId)).toBe(20);

    await pass(cloud, HOLD_MS);
    expect([invitePoints(cloud, lin.memberId), invitePoints(cloud, wang.memberId)]).toEqual([120, 80]);
    expect(
      (await wang.phone.referral.listRewards({ cursor: null })).rewards.map(({ title }) => title).sort(),
    ).toEqual(['新人见面礼', '首单礼']);
  });

  it('a refund within the window ends what was pending; the next order is the first again', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const wang = await joinThrough(cloud, 'wang', lin.code);
    const first = await order(cloud, wang.phone, 3000);
    await refundAll(cloud, first);
    await pass(cloud, HOLD_MS);
    expect(invitePoints(cloud, lin.memberId)).toBe(20);
    const [friend] = (await lin.phone.referral.listFriends({ cursor: null })).friends;
    expect(friend).toMatchObject({
      progress: '首单已退款',
      rewards: [
        { event: 'registered', state: 'delivered' },
        { event: 'first_order', state: 'reversed', reason: { code: 'order_refunded' } },
      ],
    });
    await order(cloud, wang.phone, 3000);
    await pass(cloud, HOLD_MS);
    expect(invitePoints(cloud, lin.memberId)).toBe(120);
  });

  it('a refund after the window takes back what was given, from both', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const wang = await joinThrough(cloud, 'wang', lin.code);
    const first = await order(cloud, wang.phone, 3000);
    await pass(cloud, HOLD_MS);
    expect(invitePoints(cloud, lin.memberId)).toBe(120);
    await refundAll(cloud, first);
    await pass(cloud);
    expect([invitePoints(cloud, lin.memberId), invitePoints(cloud, wang.memberId)]).toEqual([20, 30]);
    expect(rewardsIn(cloud).filter(({ event }) => event === 'first_order')).toMatchObject([
      { state: 'reversed', reason: 'order_refunded' },
      { state: 'reversed', reason: 'order_refunded' },
    ]);
  });

  it('an order below the least, or too late, does not count; a part refund counts while enough is left', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const wang = await joinThrough(cloud, 'wang', lin.code);
    await order(cloud, wang.phone, 1000);
    await pass(cloud);
    expect(rewardsIn(cloud).some(({ event }) => event === 'first_order')).toBe(false);
    const good = await order(cloud, wang.phone, 5000);
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.payment.refund({ orderId: good, amountFen: fen(1000), reason: '少了一样' });
    await pass(cloud);
    expect(rewardsIn(cloud).filter(({ state }) => state === 'pending')).toHaveLength(2);
    await clerk.payment.refund({ orderId: good, amountFen: fen(3000), reason: '又少了' });
    await pass(cloud, HOLD_MS);
    expect(invitePoints(cloud, lin.memberId)).toBe(20);
    await pass(cloud, 30 * DAY_MS);
    await order(cloud, wang.phone, 5000);
    await pass(cloud, HOLD_MS);
    expect(invitePoints(cloud, lin.memberId)).toBe(20);
  });

  it('an order in the minute of joining, before any sweep, counts', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const wang = await joinThrough(cloud, 'wang', lin.code);
    await order(cloud, wang.phone, 3000);
    expect(rewardsIn(cloud).map(({ event, side, state }) => [event, side, state])).toEqual([
      ['registered', 'inviter', 'pending'],
      ['registered', 'invitee', 'pending'],
      ['first_order', 'inviter', 'pending'],
      ['first_order', 'invitee', 'pending'],
    ]);
  });

  it('the third friend’s order reaches the milestone; a refund takes it away, another order reaches it again', async () => {
    await changeRule(cloud, { burst: null });
    const lin = await inviterOf(cloud, 'lin');
    const orders = [];
    for (const name of ['a', 'b', 'c']) {
      const friend = await joinThrough(cloud, name, lin.code);
      orders.push(await order(cloud, friend.phone, 3000));
    }
    await pass(cloud, HOLD_MS);
    expect(invitePoints(cloud, lin.memberId)).toBe(3 * 120 + 200);
    await refundAll(cloud, orders[0]!);
    await pass(cloud);
    expect(invitePoints(cloud, lin.memberId)).toBe(2 * 120 + 20);
    expect(rewardsIn(cloud).find(({ event }) => event === 'milestone 3')).toMatchObject({
      state: 'reversed',
      reason: 'milestone_lost',
    });
    await order(cloud, someone(cloud, 'a'), 3000);
    await pass(cloud, HOLD_MS);
    expect(invitePoints(cloud, lin.memberId)).toBe(3 * 120 + 200);
    const home = await lin.phone.referral.readHome({});
    expect(home).toMatchObject({
      friends: 3,
      counted: 3,
      milestones: [{ friends: 3, reached: true }, {}, {}],
    });
  });

  it('a pack is given as coupons, with the terms of the published rule; used ones stay, the others are taken back', async () => {
    const operator = phoneOf(cloud, 'operator-he');
    const { rule, packs } = await operator.referral.readRule({});
    expect(packs).toEqual([{ packId: 'pack_invite', name: '邀请礼包' }]);
    const pack = rule!.milestones[1]!.gift;
    await changeRule(cloud, { firstOrder: { ...rule!.firstOrder, inviter: pack, holdDays: 0 } });
    const lin = await inviterOf(cloud, 'lin');
    const wang = await joinThrough(cloud, 'wang', lin.code);
    const first = await order(cloud, wang.phone, 3000);
    await pass(cloud);
    const given = () =>
      documentsOf(cloud, 'coupons').filter(
        ({ channel, memberId }) => channel === 'invite' && memberId === lin.memberId,
      );
    expect(given().map(({ terms, status }) => [terms.title, status])).toEqual([
      ['邀请礼 满 49 减 10', 'unused'],
      ['邀请礼 5 元券', 'unused'],
    ]);
    await refundAll(cloud, first);
    await pass(cloud);
    expect(given().map(({ status, revoked }) => [status, revoked?.reason])).toEqual([
      ['revoked', '订单已退款，奖励收回'],
      ['revoked', '订单已退款，奖励收回'],
    ]);
    const told = documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'coupon_revoked');
    expect(told.map(({ refs }) => refs.couponId).sort()).toEqual(
      given()
        .map(({ _id }) => _id)
        .sort(),
    );
  });

  it('one level only: a friend’s friend gives the first inviter nothing', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const wang = await joinThrough(cloud, 'wang', lin.code);
    await pass(cloud);
    const before = invitePoints(cloud, lin.memberId);
    const { inviteCode } = await wang.phone.referral.readHome({});
    const third = await joinThrough(cloud, 'third', inviteCode);
    await order(cloud, third.phone, 9000);
    await pass(cloud, HOLD_MS);
    expect(invitePoints(cloud, lin.memberId)).toBe(before);
    expect(invitePoints(cloud, wang.memberId)).toBe(30 + 120);
  });
});

describe('who is attributed', () => {
  it('the leader of the inviter, when the link names none; the leader’s own code goes first', async () => {
    const linPhone = someone(cloud, 'lin');
    await linPhone.member.join({ leaderCode: leaderCode(), phoneCode: null });
    const { inviteCode, leaderCode: ownLeader } = await linPhone.referral.readHome({});
    expect(ownLeader).toBe(DEMO_LEADER_CODE);
    const wang = await joinThrough(cloud, 'wang', inviteCode);
    expect(await wang.phone.member.readProfile({})).toMatchObject({ joinedThrough: { leaderName: '陈姐' } });
    await pass(cloud);
    const { attributions } = await phoneOf(cloud, 'operator-he').referral.listAttributions({ cursor: null });
    expect(attributions.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^归 陈姐（入会时的团码）；记给邀请人（入会时用的邀请码 /),
        '归 陈姐（入会时的团码）；没有邀请人',
      ]),
    );
  });

  it.each([
    ['last', 'lin-2', 'join_code'],
    ['first', 'lin-1', 'first_touch'],
  ] as const)('of two friends, with the setting "%s", %s', async (touch, attributed, why) => {
    await cloud.close();
    cloud = await startJourney({ settings: { referralRules: { touch } } });
    const one = await inviterOf(cloud, 'lin-1');
    const two = await inviterOf(cloud, 'lin-2');
    const wang = someone(cloud, 'wang');
    await wang.referral.openInvite({ inviteCode: one.code, leaderCode: null });
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    await joinThrough(cloud, 'wang', two.code);
    await pass(cloud);
    const memberId = attributed === 'lin-1' ? one.memberId : two.memberId;
    expect(documentsOf(cloud, 'referrals')).toMatchObject([{ inviterId: memberId, why }]);
  });

  it('a touch outside the window is forgotten; one inside counts for a join that came without a code', async () => {
    const lin = await inviterOf(cloud, 'lin');
    for (const [name, wait] of [
      ['early', 31 * DAY_MS],
      ['late', 29 * DAY_MS],
    ] as const) {
      const friend = someone(cloud, name);
      await friend.referral.openInvite({ inviteCode: lin.code, leaderCode: null });
      cloud.moveClock(cloud.clock.now() + wait);
      await friend.member.join({ leaderCode: null, phoneCode: null });
    }
    await pass(cloud);
    expect(documentsOf(cloud, 'referrals')).toMatchObject([{ inviterId: lin.memberId, why: 'last_touch' }]);
  });

  it('the rule in force at the join decides, whatever was published since', async () => {
    const lin = await inviterOf(cloud, 'lin');
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await joinThrough(cloud, 'wang', lin.code);
    cloud.moveClock(cloud.clock.now() + 1000);
    await changeRule(cloud, { registered: { inviter: null, invitee: null } });
    await pass(cloud);
    expect(invitePoints(cloud, lin.memberId)).toBe(20);
    await joinThrough(cloud, 'late', lin.code);
    await pass(cloud);
    expect(invitePoints(cloud, lin.memberId)).toBe(20);
  });
});

function leaderCode() {
  const code = DEMO_LEADER_CODE;
  if (!isLeaderCode(code)) throw new Error(code);
  return code;
}
