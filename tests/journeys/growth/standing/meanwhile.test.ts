import { chinaDateOf, DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { moveMember } from '../../../../cloudfunctions/growth/clock/keep-tiers';
import { readRules } from '../../../../cloudfunctions/growth/ledger/read-rules';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { giftsOf, packFor, publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { join, joinTwice, memberIdOf, personOf, undoMergeOf } from '../../../stage/identity-stage';
import { order, pass } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { checkoutOf } from '../../../stage/points-stage';
import { documentsOf, phoneOf } from '../../../stage/stage';

jest.setTimeout(120_000);

/** Something else happens in the minutes between deciding and doing. */
describe('meanwhile', () => {
  const cloud = sharedCloud();
  const to = async (at: number) => {
    cloud.moveClock(at);
    await untilGrown(cloud);
  };

  it('two are taken apart: a month’s gift that was decided for both is given to whose tier it was', async () => {
    const packId = await packFor(cloud, 'monthly', 'fresh-3');
    await publishGrowth(cloud, { pendingDays: 0, gifts: [{ kind: 'monthly', fromLevel: 1, packId }] });
    const two = await joinTwice(cloud);
    const [kept, gone] = [await memberIdOf(two.one), await memberIdOf(two.two)];
    await order(cloud, two.two, 150_000);
    await untilGrown(cloud, DAY_MS);
    await two.both.identityMap.linkMine({});
    await untilGrown(cloud);
    const first = Date.parse('2026-12-01T00:00:00+08:00');
    cloud.moveClock(first - 5 * MINUTE_MS);
    await cloud.runTimers();
    cloud.moveClock(first + 2.5 * MINUTE_MS);
    const { store, now } = checkoutOf(cloud);
    await moveMember({ store, now: now() }, await readRules(store), kept, instant(first + 1));
    await undoMergeOf(cloud, gone);
    await untilGrown(cloud);
    await untilGrown(cloud);
    expect([giftsOf(cloud, kept), giftsOf(cloud, gone)]).toEqual([[], ['monthly-2026-12']]);
  });

  it('a list of tiers has taken force, and a floor of its new tier is set: it is that tier', async () => {
    await publishGrowth(cloud, { tiers: PROPOSED_RULE.tiers.slice(0, 4) });
    const phone = personOf(cloud, 'oFloor');
    await join(phone);
    const memberId = await memberIdOf(phone);
    await untilGrown(cloud);
    const he = phoneOf(cloud, 'operator-he');
    const [lowest, ...rest] = (await he.growth.readRule({})).rule?.tiers ?? [];
    if (!lowest) throw new Error('no tiers');
    await publishGrowth(cloud, { tiers: [lowest, { name: '白银', entry: 100, keep: 50 }, ...rest] });
    await untilGrown(cloud);
    const from = (await he.growth.readRule({})).next?.holdsFrom;
    if (!from) throw new Error('nothing is announced');
    cloud.moveClock(from - MINUTE_MS);
    await untilGrown(cloud, -4 * MINUTE_MS);
    cloud.moveClock(from + 30_000);
    await cloud.runTimers();
    const until = chinaDateOf(instant(from + 60 * DAY_MS));
    await he.growth.setFloor({ memberId, level: 1, until, reason: '老顾客' });
    const tierOf = () => documentsOf(cloud, 'tierStates').find(({ _id }) => _id === memberId)?.tier;
    expect(tierOf()).not.toBe(rest.at(-1)?.name);
    for (let minute = 0; minute < 4; minute += 1) await pass(cloud);
    expect(tierOf()).toBe('白银');
  });

  it('who is told of a review in the morning has risen by then: nothing is said of it', async () => {
    await publishGrowth(cloud, { pendingDays: 0 });
    const phone = personOf(cloud, 'oGold');
    await join(phone);
    const id = await memberIdOf(phone);
    await order(cloud, phone, 150_000);
    await untilGrown(cloud, DAY_MS);
    const review = documentsOf(cloud, 'tierStates').find(({ _id }) => _id === id)?.held.nextReviewAt ?? 0;
    await to(review - 30 * DAY_MS + 3 * MINUTE_MS);
    await to(review - 30 * DAY_MS + 6 * HOUR_MS);
    await order(cloud, phone, 400_000);
    await untilGrown(cloud);
    await to(review - 30 * DAY_MS + 12 * HOUR_MS);
    const kinds = (await phone.message.listInbox({ cursor: null })).messages.map(({ kind }) => kind);
    expect(kinds).toContain('tier_changed');
    expect(kinds).not.toContain('tier_review');
  });
});
