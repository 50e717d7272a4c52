import type { MemberId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS, isChinaDate, type Instant } from '@contracts/primitives/time';
import { publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import {
  join,
  joinThrice,
  joinTwice,
  memberIdOf,
  personOf,
  undoMergeOf,
} from '../../../stage/identity-stage';
import { order } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { documentsOf, type Phone } from '../../../stage/stage';

/** A reminder that is told of again under the id it had stops nobody: neither who is told, nor everybody else's growth. */
jest.setTimeout(120_000);

describe('told again', () => {
  const cloud = sharedCloud();
  const to = async (at: number) => {
    cloud.moveClock(at);
    await untilGrown(cloud);
  };
  const standing = (id: MemberId) => {
    const state = documentsOf(cloud, 'tierStates').find(({ _id }) => _id === id);
    if (!state) throw new Error(`nothing was heard of ${id}`);
    return state;
  };
  const reviewOf = (id: MemberId): Instant => {
    const { nextReviewAt } = standing(id).held;
    if (nextReviewAt === null) throw new Error('no review is near');
    return nextReviewAt;
  };
  const growthOf = async (phone: Phone) => (await phone.growth.readGrowth({})).club?.growth;
  const told = async (phone: Phone, kind: string) =>
    (await phone.message.listInbox({ cursor: null })).messages.filter((one) => one.kind === kind);
  /** Somebody else buys, and so does whoever was told again: both have it counted. */
  const bothGrow = async (phone: Phone) => {
    const other = personOf(cloud, 'oOther');
    await join(other);
    const before = (await growthOf(phone)) ?? 0;
    await order(cloud, phone, 10_000);
    await order(cloud, other, 150_000);
    await untilGrown(cloud, HOUR_MS);
    expect(await growthOf(phone)).toBeGreaterThan(before + 90);
    expect(await growthOf(other)).toBeGreaterThan(1200);
  };

  it('a review that is announced late waits for its seven days, is told of again, and is held', async () => {
    await publishGrowth(cloud, { pendingDays: 0, graceDays: 0 });
    const phone = personOf(cloud, 'oGold');
    await join(phone);
    const id = await memberIdOf(phone);
    await order(cloud, phone, 150_000);
    await untilGrown(cloud, DAY_MS);
    const review = reviewOf(id);
    await to(review - 30 * DAY_MS + 10 * HOUR_MS);
    // Nothing was swept from then on.
    await to(review - 3 * DAY_MS + 10 * HOUR_MS);
    await to(review + 10 * HOUR_MS);
    expect([standing(id).held.earned, standing(id).held.isInGrace]).toEqual([2, true]);
    const waits = reviewOf(id);
    expect(waits).toBeGreaterThanOrEqual(review + 7 * DAY_MS);
    expect(await told(phone, 'tier_review')).toHaveLength(3);
    await bothGrow(phone);
    await to(waits + HOUR_MS);
    expect(standing(id).held.earned).toBe(1);
  });

  it('taken apart three days before a review, whoever goes is told, has seven days, and falls then', async () => {
    await publishGrowth(cloud, { pendingDays: 0, graceDays: 0 });
    const two = await joinTwice(cloud);
    const id = await memberIdOf(two.two);
    await order(cloud, two.two, 150_000);
    await untilGrown(cloud, DAY_MS);
    const review = reviewOf(id);
    await to(review - 30 * DAY_MS + 10 * HOUR_MS);
    await to(review - 20 * DAY_MS);
    await two.both.identityMap.linkMine({});
    await untilGrown(cloud);
    await to(review - 7 * DAY_MS + 10 * HOUR_MS);
    await to(review - 3 * DAY_MS);
    await undoMergeOf(cloud, id);
    await untilGrown(cloud);
    await to(review + 12 * HOUR_MS);
    expect(standing(id).held.earned).toBe(2);
    await bothGrow(two.two);
    await to(reviewOf(id) + HOUR_MS);
    expect(standing(id).held.earned).toBe(1);
  });

  it('taken apart twelve days before a review, whoever stays is not told of thirty days a second time', async () => {
    await publishGrowth(cloud, { pendingDays: 0, graceDays: 0 });
    const two = await joinTwice(cloud);
    const [id, other] = [await memberIdOf(two.one), await memberIdOf(two.two)];
    await order(cloud, two.one, 150_000);
    await untilGrown(cloud, DAY_MS);
    const review = reviewOf(id);
    await to(review - 40 * DAY_MS);
    await order(cloud, two.two, 500_000);
    await untilGrown(cloud);
    await to(review - 30 * DAY_MS + 10 * HOUR_MS);
    await to(review - 20 * DAY_MS);
    await two.both.identityMap.linkMine({});
    await untilGrown(cloud);
    await to(review - 12 * DAY_MS);
    await undoMergeOf(cloud, other);
    await untilGrown(cloud, 12 * HOUR_MS);
    expect(await told(two.one, 'tier_review')).toHaveLength(1);
    await bothGrow(two.one);
    await to(review - 7 * DAY_MS + 12 * HOUR_MS);
    expect(await told(two.one, 'tier_review')).toHaveLength(2);
    await to(review + HOUR_MS);
    expect(standing(id).held.earned).toBe(1);
  });

  it('the better one of three is taken apart after the review they were told of', async () => {
    await publishGrowth(cloud, { pendingDays: 0 });
    const three = await joinThrice(cloud);
    const [id, other] = [await memberIdOf(three.one), await memberIdOf(three.two)];
    await order(cloud, three.one, 150_000);
    await untilGrown(cloud, DAY_MS);
    const review = reviewOf(id);
    await to(review - 40 * DAY_MS);
    await order(cloud, three.two, 500_000);
    await untilGrown(cloud);
    await to(review - 30 * DAY_MS + HOUR_MS);
    await to(review - 7 * DAY_MS + HOUR_MS);
    await to(review - 5 * DAY_MS);
    await three.both.identityMap.linkMine({});
    await untilGrown(cloud);
    await to(review + DAY_MS);
    await order(cloud, three.third, 10_000);
    await to(review + 3 * DAY_MS);
    await three.three.identityMap.linkMine({});
    await untilGrown(cloud);
    await to(review + 10 * DAY_MS);
    await undoMergeOf(cloud, other);
    await untilGrown(cloud, HOUR_MS);
    expect(documentsOf(cloud, 'merges').map(({ status }) => status)).not.toContain('undoing');
    await bothGrow(three.two);
  });

  it('a birthday that is moved within the year is greeted once in it', async () => {
    await publishGrowth(cloud, { pendingDays: 0 });
    const phone = personOf(cloud, 'oBorn');
    await join(phone);
    const isBorn = async (day: string) => {
      if (!isChinaDate(day)) throw new Error(day);
      await phone.member.saveDetails({ nickname: null, gender: null, birthday: day });
      await untilGrown(cloud);
    };
    await isBorn('1990-01-10');
    await to(Date.parse('2028-01-10T00:05:00+08:00'));
    await to(Date.parse('2028-01-10T09:05:00+08:00'));
    expect(await told(phone, 'birthday')).toHaveLength(1);
    await to(Date.parse('2028-01-20T09:05:00+08:00'));
    await isBorn('1990-02-20');
    await to(Date.parse('2028-02-20T00:05:00+08:00'));
    await to(Date.parse('2028-02-20T09:05:00+08:00'));
    expect(await told(phone, 'birthday')).toHaveLength(1);
    await bothGrow(phone);
  });
});
