import { DAY_MS, endOfChinaDay, instant, MINUTE_MS } from '@contracts/primitives/time';
import { tellCharter } from '../../../../cloudfunctions/growth/charter/tell-charter';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { join, personOf } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { timerCallOf } from '../../../stage/sweep-stage';
import { documentsOf, phoneOf, type Phone } from '../../../stage/stage';

const cheaper = {
  tiers: PROPOSED_RULE.tiers.map((tier, at) => (at === 1 ? { ...tier, entry: 100, keep: 50 } : tier)),
};

/** Seven whole days lie between what a member hears and what holds, whenever that was. */
describe('a change of the charter and when it was heard of', () => {
  const cloud = sharedCloud();
  let one: Phone;
  beforeEach(async () => {
    await publishGrowth(cloud);
    one = personOf(cloud, 'oHears');
    await join(one);
    await untilGrown(cloud);
  });

  const entry = async () => (await one.growth.readGrowth({})).club?.tiers[1]?.entry;
  const nextOf = async () => (await one.growth.readCharter({})).charter?.next ?? null;
  const heardAt = () =>
    documentsOf(cloud, 'messages').find(({ kind }) => kind === 'charter_changed')?.createdAt ?? null;
  const publishPoints = async () => {
    const he = phoneOf(cloud, 'operator-he').points;
    const { version, publishedAt: _at, holdsFrom: _from, ...draft } = (await he.readRule({})).rule!;
    const earn = { ...draft.earn, pointsPerYuan: 2 };
    await he.publishRule({ draft: { ...draft, earn }, basedOn: version });
  };

  it.each(['23:00', '21:30', '00:10'])(
    'published at %s it holds seven whole days after the morning’s message, or the evening’s',
    async (clock) => {
      cloud.moveClock(Date.parse(`2026-12-01T${clock}:00+08:00`));
      await publishGrowth(cloud, cheaper);
      await publishPoints();
      await untilGrown(cloud);
      cloud.moveClock(Date.parse(`2026-12-0${clock === '00:10' ? 1 : 2}T08:00:00+08:00`));
      await untilGrown(cloud);
      const from = (await nextOf())?.from ?? 0;
      expect(from - (heardAt() ?? Infinity)).toBeGreaterThanOrEqual(7 * DAY_MS);
      cloud.moveClock(from - 1);
      expect([await entry(), (await nextOf())?.version]).toEqual([300, '2.2']);
      cloud.moveClock(from);
      expect([await entry(), await nextOf()]).toEqual([100, null]);
    },
  );

  it('that no sweep could tell for nine days holds for nobody, and is told first', async () => {
    await publishGrowth(cloud, cheaper);
    await publishPoints();
    cloud.moveClock(cloud.clock.now() + 9 * DAY_MS);
    expect(await entry()).toBe(300);
    expect((await nextOf())?.from).toBeGreaterThanOrEqual(cloud.clock.now() + 7 * DAY_MS);
    await untilGrown(cloud);
    const from = (await nextOf())?.from ?? 0;
    expect(from).toBe(endOfChinaDay(instant((heardAt() ?? 0) + 7 * DAY_MS)));
    const { messages } = await one.message.listInbox({ cursor: null });
    expect(messages.filter(({ kind }) => kind === 'charter_changed')).toHaveLength(1);
    cloud.moveClock(from - 1);
    expect(await entry()).toBe(300);
    cloud.moveClock(from);
    expect(await entry()).toBe(100);
    await untilGrown(cloud);
    expect((await phoneOf(cloud, 'operator-he').points.readRule({})).rule).toMatchObject({ version: 2 });
  });

  it('whose messages are written and do not go out waits for them', async () => {
    await publishGrowth(cloud, cheaper);
    for (let day = 0; day < 9; day += 1) {
      await tellCharter(timerCallOf(cloud));
      cloud.moveClock(cloud.clock.now() + DAY_MS);
    }
    expect([await entry(), heardAt()]).toEqual([300, null]);
    await untilGrown(cloud);
    const from = (await nextOf())?.from ?? 0;
    expect(from - (heardAt() ?? Infinity)).toBeGreaterThanOrEqual(7 * DAY_MS);
    cloud.moveClock(from + MINUTE_MS);
    expect(await entry()).toBe(100);
  });
});
