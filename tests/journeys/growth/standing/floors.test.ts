import { chinaDateOf, DAY_MS, endOfChinaMonth, instant, MINUTE_MS } from '@contracts/primitives/time';
import { reconcileTiers } from '../../../../cloudfunctions/growth/clock/reconcile-growth';
import { giftsOf, packFor, publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { checkoutOf } from '../../../stage/points-stage';
import { documentsOf, phoneOf } from '../../../stage/stage';

/** A tier by hand holds from when it was set, and says what it keeps somebody from. */
describe('a tier by hand', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  afterEach(async () => {
    expect((await reconcileTiers(checkoutOf(cloud).store, null, () => false)).found).toEqual([]);
  });
  const newcomer = async () => {
    const phone = personOf(cloud, 'oFloored');
    await join(phone);
    const memberId = await memberIdOf(phone);
    await untilGrown(cloud);
    return { phone, memberId };
  };
  const lift = (memberId: Awaited<ReturnType<typeof memberIdOf>>, level: number, until: number) =>
    he().growth.setFloor({ memberId, level, until: chinaDateOf(instant(until)), reason: '老顾客' });
  const moveOf = (memberId: string) =>
    documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)!.tierMove;

  it('set within a month has the gift of the next, not of the first of this; its move is of when it was set', async () => {
    const packId = await packFor(cloud, 'monthly', 'fresh-3');
    await publishGrowth(cloud, { gifts: [{ kind: 'monthly', fromLevel: 2, packId }] });
    const { memberId } = await newcomer();
    const first = endOfChinaMonth(instant(cloud.clock.now()));
    cloud.moveClock(first + 14 * DAY_MS);
    await untilGrown(cloud);
    const setAt = cloud.clock.now();
    await lift(memberId, 2, first + 100 * DAY_MS);
    const [moved] = documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'tier_changed');
    expect(moved?.at).toBe(setAt);
    await untilGrown(cloud);
    expect(giftsOf(cloud, memberId)).toEqual([]);
    cloud.moveClock(endOfChinaMonth(instant(cloud.clock.now())));
    await untilGrown(cloud);
    expect(giftsOf(cloud, memberId)).toEqual([
      `monthly-${chinaDateOf(instant(cloud.clock.now())).slice(0, 7)}`,
    ]);
  });

  it('is counted at once among who is about to rise or fall, and says until when it holds', async () => {
    await publishGrowth(cloud, { pendingDays: 0 });
    const { phone, memberId } = await newcomer();
    await he().growth.adjust({ memberId, growth: 1200, reason: '旧系统的成长值' });
    await untilGrown(cloud);
    const club = async () => (await phone.growth.readGrowth({})).club!;
    const { until } = (await club()).keep!;
    cloud.moveClock(until - 20 * DAY_MS + DAY_MS / 2);
    await untilGrown(cloud);
    expect(moveOf(memberId)).toBe('fall');
    // Lower, or no longer than the review: it falls.
    await lift(memberId, 1, until + 50 * DAY_MS);
    await lift(memberId, 2, until);
    expect([moveOf(memberId), (await club()).floorUntil]).toEqual(['fall', null]);
    await lift(memberId, 2, until + 50 * DAY_MS);
    expect([moveOf(memberId), (await club()).floorUntil]).toEqual([null, until + 50 * DAY_MS]);
    cloud.moveClock(until - 7 * DAY_MS + DAY_MS / 2);
    await untilGrown(cloud);
    await untilGrown(cloud);
    const { messages } = await phone.message.listInbox({ cursor: null });
    const lines = messages.filter(({ kind }) => kind === 'tier_review').map((one) => one.lines.join(' '));
    expect(lines.map((text) => [text.includes('商家为你保留到'), text.includes('不够会降一级')])).toEqual([
      [true, false],
      [false, true],
    ]);
    // Taken away again a day before the review: it falls, for it was told of.
    cloud.moveClock(until - DAY_MS);
    await lift(memberId, 0, until + DAY_MS);
    expect(moveOf(memberId)).toBe('fall');
    cloud.moveClock(until + MINUTE_MS);
    await untilGrown(cloud);
    expect([(await club()).tier, moveOf(memberId)]).toEqual(['成长', null]);
  });
});
