import { inviteRule } from '../../../contracts/referral/invite-rule';
import { memberId } from '../../../contracts/values';
import { addMs, DAY_MS, instant } from '../../../contracts/primitives/time';
import { demoInviteRule } from '../../../local/seed/demo-invites';
import { lostSteps, milestoneIdOf, reachedSteps, resumed, waiting } from './reward';
import type { Counts } from './standing';

const rule = inviteRule.parse(demoInviteRule);
const lin = memberId.parse(`mem_${'0'.repeat(25)}1`);
const now = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const dueAt = addMs(now, 7 * DAY_MS);
const none: Counts = { friends: 0, rewarded: 0, day: null, recent: [], ordered: 0, milestones: [] };

const reach = (counts: Counts, at = rule) => reachedSteps(lin, at, counts, dueAt, now);
/** Whoever went through all the numbers up to this one. */
const upTo = (ordered: number): Counts => {
  let counts = none;
  for (let count = 1; count <= ordered; count += 1) {
    counts = { ...counts, ordered: count };
    counts = { ...counts, milestones: reach(counts).milestones };
  }
  return counts;
};
const standing = ({ milestones }: Pick<Counts, 'milestones'>) =>
  milestones.filter(({ rewardId }) => rewardId !== null).map(({ friends }) => friends);

describe('the milestones 3, 5 and 10', () => {
  it.each([
    [1, []],
    [2, []],
    [3, ['200 积分']],
    [4, []],
    [5, ['邀请礼包（2 张券）']],
    [6, []],
    [9, []],
    [10, ['800 积分']],
    [11, []],
  ])('the friend that makes it %i gives %j', (count, gifts) => {
    const { rewards } = reach({ ...upTo(count - 1), ordered: count });
    expect(rewards.map(({ gift }) => gift.text)).toEqual(gifts);
    for (const reward of rewards)
      expect(reward).toMatchObject({ memberId: lin, side: 'inviter', event: 'milestone', dueAt });
  });

  it.each([
    [2, []],
    [3, [3]],
    [4, [3]],
    [5, [3, 5]],
    [9, [3, 5]],
    [10, [3, 5, 10]],
    [30, [3, 5, 10]],
  ])('at %i these stand: %j', (count, steps) => {
    expect(standing(upTo(count))).toEqual(steps);
  });

  it('several at once, when two inviters turn out to be one', () => {
    expect(reach({ ...upTo(2), ordered: 10 }).rewards.map(({ milestone }) => milestone)).toEqual([3, 5, 10]);
  });

  it.each([
    [10, 9, [10], [3, 5]],
    [10, 5, [10], [3, 5]],
    [10, 4, [5, 10], [3]],
    [5, 2, [3, 5], []],
    [11, 10, [], [3, 5, 10]],
  ])('from %i back to %i, %j are lost and %j stay', (before, after, lost, stay) => {
    const { milestones, lost: ids } = lostSteps({ ...upTo(before), ordered: after });
    expect(ids).toEqual(lost.map((friends) => milestoneIdOf(lin, friends, 1)));
    expect(standing({ milestones })).toEqual(stay);
    const again = reach({ ...none, ordered: before, milestones });
    expect(again.rewards.map(({ _id }) => _id)).toEqual(
      lost.map((friends) => milestoneIdOf(lin, friends, 2)),
    );
  });

  it('counts who joined when the rule says so', () => {
    const registered = { ...rule, milestonesCount: 'registered' as const };
    expect(reach({ ...none, rewarded: 3 }, registered).rewards).toHaveLength(1);
    expect(reach({ ...none, ordered: 3 }, registered).rewards).toHaveLength(0);
    expect(reach({ ...none, rewarded: 3 }).rewards).toHaveLength(0);
  });
});

describe('a reward that waits for the operator', () => {
  const [pending] = reach({ ...none, ordered: 3 }).rewards;
  if (!pending) throw new Error('no reward');

  it('is not due, and due again when it was before', () => {
    const held = { ...pending, ...waiting(pending) };
    expect([held.dueAt, held.heldDueAt]).toEqual([null, dueAt]);
    expect({ ...held, ...resumed(held) }).toEqual(pending);
  });

  it.each([
    ['one that waits already', { dueAt: null, heldDueAt: dueAt }],
    ['one that was given', { state: 'delivered' as const, dueAt: null }],
    ['one that is being taken back', { state: 'reversing' as const }],
    ['one that was refused', { state: 'refused' as const, dueAt: null }],
  ])('%s is left alone', (_name, change) => {
    expect(waiting({ ...pending, ...change })).toBeNull();
  });

  it('one that was taken back meanwhile does not come again', () => {
    expect(resumed({ ...pending, state: 'reversed', dueAt: null, heldDueAt: dueAt })).toBeNull();
    expect(resumed(pending)).toBeNull();
  });
});
