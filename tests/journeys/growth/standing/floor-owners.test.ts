import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { joinTwice, memberIdOf, undoLatest } from '../../../stage/identity-stage';
import { pass } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../../stage/stage';

/** A floor names whose it was before a merge. */
describe('whose floor it is', () => {
  const cloud = sharedCloud();
  let two: Awaited<ReturnType<typeof joinTwice>>;
  let ids: string[];
  beforeEach(async () => {
    await publishGrowth(cloud);
    two = await joinTwice(cloud);
    const [one, other] = [await memberIdOf(two.one), await memberIdOf(two.two)];
    ids = [one, other];
    await untilGrown(cloud);
    for (const [memberId, level, days] of [
      [one, 3, 40],
      [other, 2, 60],
    ] as const) {
      const until = chinaDateOf(instant(cloud.clock.now() + days * DAY_MS));
      await phoneOf(cloud, 'operator-he').growth.setFloor({
        memberId,
        level,
        until,
        reason: `老顾客${level}`,
      });
    }
    await two.both.identityMap.linkMine({});
    await untilGrown(cloud);
  });

  const standings = () => documentsOf(cloud, 'tierStates').filter(({ mergedInto }) => mergedInto === null);
  const ownersIn = (text: string) => ids.filter((id) => text.includes(id));
  async function exportOf(phone: Phone): Promise<string> {
    const parts: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Phone['identityMap']['exportMine']>> =
        await phone.identityMap.exportMine({ cursor });
      parts.push(...page.parts.filter(({ collection }) => collection === 'tierStates'));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return JSON.stringify(parts);
  }

  it('is in no export, which has every floor with its end and why', async () => {
    const stored = JSON.stringify(standings().map(({ floor, floorsBehind }) => [floor, floorsBehind]));
    expect(ownersIn(stored).sort()).toEqual([...ids].sort());
    const exported = await exportOf(two.both);
    for (const reason of ['老顾客3', '老顾客2']) expect(exported).toContain(reason);
    expect(ownersIn(exported)).toEqual([]);
    expect(exported).not.toContain('stf_');
  });

  it('is in nothing of the other’s once they are taken apart, nor of anybody’s once the account is closed', async () => {
    await undoLatest(cloud);
    await untilGrown(cloud);
    expect(standings().map((state) => ownersIn(JSON.stringify([state.floor, state.floorsBehind])))).toEqual(
      standings().map(({ _id }) => [_id]),
    );
    const { closesAt } = await two.two.identityMap.requestClosure({});
    cloud.moveClock(closesAt);
    await pass(cloud);
    expect(ownersIn(JSON.stringify(documentsOf(cloud, 'tierStates')))).toEqual(ids.slice(0, 1));
  });
});
