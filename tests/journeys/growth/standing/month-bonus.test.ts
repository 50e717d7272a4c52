import { DAY_MS } from '@contracts/primitives/time';
import { publishGrowth, untilGrown, untilHeard } from '../../../stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../../stage/identity-stage';
import { order } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { documentsOf } from '../../../stage/stage';

describe('the bonus of the month’s n-th order', () => {
  const cloud = sharedCloud();
  it('is for that order: a rule of the middle of a month gives a later one nothing instead', async () => {
    await publishGrowth(cloud, { frequency: null, pendingDays: 0 });
    const phone = personOf(cloud, 'oOne');
    await join(phone);
    const memberId = await memberIdOf(phone);
    for (let n = 0; n < 4; n += 1) await order(cloud, phone, 5_000);
    await untilGrown(cloud);
    await publishGrowth(cloud, { frequency: { order: 3, growth: 50 }, pendingDays: 0 });
    await untilGrown(cloud);
    await untilHeard(cloud, 8 * DAY_MS);
    await order(cloud, phone, 5_000);
    await untilGrown(cloud);
    const entries = documentsOf(cloud, 'growthEntries').filter((entry) => entry.memberId === memberId);
    expect(entries.filter(({ source }) => source === 'paid')).toHaveLength(5);
    expect(entries.filter(({ source }) => source === 'frequency')).toEqual([]);
  });
});
