import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { keepTiers } from '../../../../cloudfunctions/growth/clock/keep-tiers';
import { newMemberId } from '../../../../cloudfunctions/kit/ids/new-id';
import { publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../../stage/identity-stage';
import { order } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { checkoutOf } from '../../../stage/points-stage';
import { documentsOf, phoneOf, type Phone } from '../../../stage/stage';

jest.setTimeout(120_000);

describe('a member whose growth cannot be folded', () => {
  const cloud = sharedCloud();
  const growthOf = async (phone: Phone) => (await phone.growth.readGrowth({})).club?.growth ?? 0;
  const aside = async () =>
    (await phoneOf(cloud, 'operator-he').message.listQuarantine({ cursor: null })).documents.filter(
      ({ trouble }) => trouble === 'growth_not_folded',
    );

  it('stands aside, visibly, stops nobody, and has everything once it can be folded', async () => {
    await publishGrowth(cloud, { pendingDays: 0 });
    const [one, other, third] = [
      personOf(cloud, 'oPoisoned'),
      personOf(cloud, 'oHealthy'),
      personOf(cloud, 'oLater'),
    ];
    for (const phone of [one, other, third]) await join(phone);
    await untilGrown(cloud);
    const memberId = await memberIdOf(one);
    const environment = cloud.database.environment(cloud.env);
    const expiresAt = cloud.clock.now() + 300 * DAY_MS;
    await environment.insert('growthEntries', [{ _id: 'paid:poison', memberId, expiresAt }]);
    await order(cloud, one, 150_000);
    await order(cloud, other, 150_000);
    await untilGrown(cloud, MINUTE_MS);
    expect(await growthOf(other)).toBeGreaterThan(1200);
    expect((await aside()).map(({ collection, id }) => `${collection} ${id.split(':')[0]}`)).toEqual([
      'facts paid',
    ]);
    await order(cloud, one, 20_000);
    await order(cloud, third, 150_000);
    await untilGrown(cloud, MINUTE_MS);
    expect(await growthOf(third)).toBeGreaterThan(1200);
    expect(await aside()).toHaveLength(2);
    // Nobody swept for days, and the other sweep comes first: what is owed is not forgotten.
    cloud.moveClock(cloud.clock.now() + 3 * DAY_MS);
    await cloud.trigger('sweep');
    expect(await aside()).toHaveLength(2);
    await environment.remove('growthEntries', { _id: 'paid:poison' }, false);
    // Nothing more is told: it is tried again by itself.
    await untilGrown(cloud, HOUR_MS);
    expect(await growthOf(one)).toBeGreaterThan(1400);
    expect(await aside()).toEqual([]);
    const lines = documentsOf(cloud, 'growthEntries').filter((entry) => entry.memberId === memberId);
    expect(lines.filter(({ source }) => source === 'paid')).toHaveLength(2);
  });

  it('costs nothing of what waits longer, however many they are: neither who is due nor who bought', async () => {
    await publishGrowth(cloud, { pendingDays: 0 });
    const phone = personOf(cloud, 'oBuys');
    await join(phone);
    await untilGrown(cloud);
    const environment = cloud.database.environment(cloud.env);
    const at = cloud.clock.now();
    const waiting = Array.from({ length: 400 }, (_, n) => ({
      _id: `facts:paid:ord_${n}:growth_not_folded`,
      collection: 'facts',
      documentId: `paid:ord_${n}`,
      trouble: 'growth_not_folded',
      detail: 'as it was',
      firstAt: at,
      lastAt: at,
      count: 9,
      nextAt: at + 30 * DAY_MS + n,
      isOwed: true,
      ownerId: newMemberId(instant(at + n)),
    }));
    await environment.insert('quarantine', waiting);
    await order(cloud, phone, 150_000);
    cloud.moveClock(cloud.clock.now() + 3 * MINUTE_MS);
    const { store, now } = checkoutOf(cloud);
    cloud.faults.database.startTrace();
    await keepTiers({ store, now: now(), outOfTime: () => false });
    const asked = cloud.faults.database.trace.filter(({ collection }) => collection === 'quarantine');
    expect(await growthOf(phone)).toBeGreaterThan(1200);
    // A page of whoever is tried next, whoever bought, and whoever is due: never all of them.
    expect(asked.length).toBeLessThanOrEqual(3 + 2);
    expect(await aside()).not.toEqual([]);
  });
});
