import { DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { publishGrowth, untilHeard } from '../../stage/growth/growth-stage';
import { memberIdOf } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { CHEN_CODE, neighbour } from '../../stage/leader-stage';
import { documentsOf, phoneOf } from '../../stage/stage';

jest.setTimeout(60_000);

/** A leader sees each one’s tier, and of those who are about to rise or fall how many, with words for the group. */
describe('tiers of a team', () => {
  const cloud = sharedCloud();
  const chen = () => phoneOf(cloud, 'leader-chen').leader;
  const badges = async () => {
    const { members } = await chen().listTeam({ cursor: null });
    return members.map(({ tier }) => tier && `${tier.look} ${tier.name}`).sort();
  };
  const newcomer = async (name: number) => {
    const phone = neighbour(cloud, name);
    await phone.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    return memberIdOf(phone);
  };
  const grow = (memberId: Awaited<ReturnType<typeof newcomer>>, growth: number) =>
    phoneOf(cloud, 'operator-he').growth.adjust({ memberId, growth, reason: '补登记' });
  /** The card is counted every half hour. */
  const card = async () => {
    await untilHeard(cloud, 31 * MINUTE_MS);
    const { items } = await chen().readActionCard({});
    expect(JSON.stringify(items)).not.toMatch(/mem_|oNeighbour|成长值/);
    return items.filter(({ kind }) => kind === 'rising' || kind === 'falling');
  };
  const counts = async () => (await card()).map(({ kind, count }) => [kind, count]);

  it('stand in the list; without tiers there is none', async () => {
    const [one] = [await newcomer(1), await newcomer(2)];
    expect(await badges()).toEqual([null, null]);
    await publishGrowth(cloud);
    await untilHeard(cloud);
    await grow(one, 1200);
    await untilHeard(cloud);
    expect(await badges()).toEqual(['gold 黄金', 'jade 新锐']);
  });

  it('who is about to rise is counted while so little is missing, and not any more when they rose', async () => {
    await publishGrowth(cloud);
    const [near, far] = [await newcomer(1), await newcomer(2)];
    await untilHeard(cloud);
    await grow(near, 240);
    await grow(far, 239);
    const [item] = await card();
    expect(item).toMatchObject({ kind: 'rising', count: 1, title: '1 位成员快升级了' });
    expect(item?.groupText).toContain('再消费多少就能升级');
    await grow(far, 1);
    expect(await counts()).toEqual([['rising', 2]]);
    await grow(near, 60);
    expect(await counts()).toEqual([['rising', 1]]);
    // What was missing so little is gone after a year.
    await untilHeard(cloud, 366 * DAY_MS);
    expect((await counts()).filter(([kind]) => kind === 'rising')).toEqual([]);
  });

  it('who is about to fall is counted from 30 days before the review until what was missing is there', async () => {
    await publishGrowth(cloud);
    const gold = await newcomer(1);
    await untilHeard(cloud);
    await grow(gold, 1200);
    await untilHeard(cloud);
    const { held } = documentsOf(cloud, 'tierStates').find(({ _id }) => _id === gold)!;
    const month = instant(held.nextReviewAt! - 30 * DAY_MS);
    cloud.moveClock(month - 60 * MINUTE_MS);
    expect(await counts()).toEqual([]);
    cloud.moveClock(month);
    const [item] = await card();
    expect(item).toMatchObject({ kind: 'falling', count: 1, title: '1 位成员的等级快到期' });
    await grow(gold, 5000);
    expect(await counts()).toEqual([]);
  });
});
