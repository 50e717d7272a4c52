import { chinaDateOf, DAY_MS, HOUR_MS, instant, MINUTE_MS, type Instant } from '@contracts/primitives/time';
import type { MemberId } from '@contracts/primitives/ids';
import { publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { join, joinTwice, memberIdOf, personOf, undoMergeOf } from '../../../stage/identity-stage';
import { order, refundAll } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../../stage/stage';

jest.setTimeout(120_000);

/** A review is told of after a midnight, and its message waits for the morning: it says what is so by then. */
describe('what a review’s message says', () => {
  const cloud = sharedCloud();
  const to = async (at: number) => {
    cloud.moveClock(at);
    await untilGrown(cloud);
  };
  const heldOf = (id: MemberId) => {
    const state = documentsOf(cloud, 'tierStates').find(({ _id }) => _id === id);
    if (!state) throw new Error(`nothing was heard of ${id}`);
    return state.held;
  };
  const reviewOf = (id: MemberId): Instant => heldOf(id).nextReviewAt ?? instant(0);
  /** The first line of every message about a review, the latest first. */
  const told = async (phone: Phone) =>
    (await phone.message.listInbox({ cursor: null })).messages
      .filter(({ kind }) => kind === 'tier_review')
      .map(({ lines }) => lines.join('，'));

  /** Gold, three minutes after the midnight that is so many days before the review; staying asks for 800. */
  async function goldBefore(days: number) {
    await publishGrowth(cloud, { pendingDays: 0, graceDays: 0 });
    const phone = personOf(cloud, 'oGold');
    await join(phone);
    const id = await memberIdOf(phone);
    await order(cloud, phone, 150_000);
    await untilGrown(cloud, DAY_MS);
    const review = reviewOf(id);
    if (days < 30) await to(review - 30 * DAY_MS + 12 * HOUR_MS);
    await to(review - days * DAY_MS + 3 * MINUTE_MS);
    return { phone, id, review, midnight: review - days * DAY_MS };
  }

  it('what was earned meanwhile is not missing any more', async () => {
    const { phone, midnight } = await goldBefore(30);
    await to(midnight + 6 * HOUR_MS);
    await order(cloud, phone, 50_000);
    await untilGrown(cloud);
    await to(midnight + 12 * HOUR_MS);
    const [line] = await told(phone);
    const missing = Number(/再得 (\d+) 成长值/.exec(line ?? '')?.[1]);
    expect(missing).toBeGreaterThan(250);
    expect(missing).toBeLessThan(400);
  });

  it('by who has enough by then nothing is heard; it comes back, and they are told at once, a week before anything is taken', async () => {
    const { phone, id, midnight, review } = await goldBefore(7);
    await to(midnight + 6 * HOUR_MS);
    const orderId = await order(cloud, phone, 90_000);
    await untilGrown(cloud);
    await to(midnight + 12 * HOUR_MS);
    expect(await told(phone)).toHaveLength(1);
    await to(midnight + 3 * DAY_MS + 12 * HOUR_MS);
    await refundAll(cloud, orderId);
    await cloud.wechat.pay.deliverDue();
    await untilGrown(cloud);
    await untilGrown(cloud);
    expect((await told(phone))[0]).toContain('再得 800 成长值');
    expect(await told(phone)).toHaveLength(2);
    await to(review + 12 * HOUR_MS);
    expect(heldOf(id).earned).toBe(2);
    await to(reviewOf(id) + HOUR_MS);
    expect(heldOf(id).earned).toBe(1);
  });

  it('who heard of it, had enough, and has not any more, was told', async () => {
    const { phone, id, midnight, review } = await goldBefore(7);
    await to(midnight + 12 * HOUR_MS);
    const orderId = await order(cloud, phone, 90_000);
    await untilGrown(cloud);
    await to(midnight + 3 * DAY_MS + 12 * HOUR_MS);
    await refundAll(cloud, orderId);
    await cloud.wechat.pay.deliverDue();
    await untilGrown(cloud);
    expect(await told(phone)).toHaveLength(2);
    await to(review + HOUR_MS);
    expect(heldOf(id).earned).toBe(1);
  });

  it('a tier by hand that was given meanwhile is said, and one that was taken away is not', async () => {
    const { phone, id, midnight } = await goldBefore(30);
    await to(midnight + 6 * HOUR_MS);
    const until = chinaDateOf(instant(midnight + 60 * DAY_MS));
    const floor = { memberId: id, level: 2, until, reason: '老顾客' };
    const he = phoneOf(cloud, 'operator-he');
    await he.growth.setFloor(floor);
    await to(midnight + 12 * HOUR_MS);
    expect((await told(phone))[0]).toContain('不够也由商家为你保留到');
    await to(midnight + 23 * DAY_MS + 3 * MINUTE_MS);
    await he.growth.setFloor({ ...floor, level: 0 });
    await to(midnight + 23 * DAY_MS + 12 * HOUR_MS);
    expect((await told(phone))[0]).toContain('不够会降一级');
  });

  it('of two who become one in the night, and are taken apart in the next: what is so of whom it is', async () => {
    await publishGrowth(cloud, { pendingDays: 0, graceDays: 0 });
    const two = await joinTwice(cloud);
    const [kept, gone] = [await memberIdOf(two.one), await memberIdOf(two.two)];
    await order(cloud, two.two, 150_000);
    await untilGrown(cloud, DAY_MS);
    const review = reviewOf(gone);
    await to(review - 60 * DAY_MS);
    await order(cloud, two.one, 30_000);
    await to(review - 30 * DAY_MS + 12 * HOUR_MS);
    await to(review - 7 * DAY_MS + 3 * MINUTE_MS);
    await two.both.identityMap.linkMine({});
    await untilGrown(cloud);
    expect(heldOf(kept).earned).toBe(2);
    await to(review - 7 * DAY_MS + 12 * HOUR_MS);
    expect(await told(two.both)).toHaveLength(2);
    await to(review - 6 * DAY_MS + 3 * MINUTE_MS);
    await undoMergeOf(cloud, gone);
    await to(review - 6 * DAY_MS + 12 * HOUR_MS);
    // The one who goes is told by themselves: what they were told as one was of both.
    expect((await told(two.two))[0]).toContain('再得 800 成长值');
  });

  it('taken apart in the last seven days, whoever stays is told anew of what is missing without the other, and has a week', async () => {
    await publishGrowth(cloud, { pendingDays: 0, graceDays: 0 });
    const two = await joinTwice(cloud);
    const [kept, gone] = [await memberIdOf(two.one), await memberIdOf(two.two)];
    await order(cloud, two.one, 150_000);
    await untilGrown(cloud, DAY_MS);
    const review = reviewOf(kept);
    await to(review - 30 * DAY_MS + 12 * HOUR_MS);
    await to(review - 20 * DAY_MS);
    await two.both.identityMap.linkMine({});
    await untilGrown(cloud);
    await order(cloud, two.two, 60_000);
    await untilGrown(cloud);
    await to(review - 7 * DAY_MS + 12 * HOUR_MS);
    const [asOne] = await told(two.both);
    expect(asOne).not.toContain('再得 800 成长值');
    await to(review - 3 * DAY_MS + 12 * HOUR_MS);
    await undoMergeOf(cloud, gone);
    await untilGrown(cloud);
    expect((await told(two.one))[0]).toContain('再得 800 成长值');
    await to(review + HOUR_MS);
    expect(heldOf(kept).earned).toBe(2);
    expect(reviewOf(kept)).toBeGreaterThanOrEqual(review + 7 * DAY_MS);
    await to(reviewOf(kept) + HOUR_MS);
    expect(heldOf(kept).earned).toBe(1);
  });
});
