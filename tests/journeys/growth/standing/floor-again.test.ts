import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { publishGrowth, untilGrown } from '../../../stage/growth/growth-stage';
import { joinTwice, memberIdOf, undoLatest } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf } from '../../../stage/stage';

/** A tier by hand whose answer was lost is asked for again, and meanwhile somebody decided otherwise, or the two became one. */
describe('a floor asked for again', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const inDays = (days: number) => chinaDateOf(instant(cloud.clock.now() + days * DAY_MS));
  const floors = () =>
    documentsOf(cloud, 'tierStates')
      .map(({ _id, floor }) => [_id, floor?.level ?? 0])
      .sort();
  const begin = async () => {
    await publishGrowth(cloud);
    const people = await joinTwice(cloud);
    await untilGrown(cloud);
    return { ...people, a: await memberIdOf(people.one), b: await memberIdOf(people.two) };
  };
  const decide = (
    memberId: Awaited<ReturnType<typeof memberIdOf>>,
    level: number,
    requestId = newTestRequest(),
  ) => he().growth.setFloor({ memberId, level, until: inDays(100), reason: '老顾客' }, { requestId });

  it('changes nothing when a colleague took it away, nor when there had been nothing to take away', async () => {
    const { a, b } = await begin();
    const requestId = newTestRequest();
    await decide(a, 2, requestId);
    await decide(a, 0);
    await decide(a, 2, requestId);
    const taking = newTestRequest();
    await decide(b, 0, taking);
    await decide(b, 3);
    await decide(b, 0, taking);
    expect(floors()).toEqual(
      [
        [a, 0],
        [b, 3],
      ].sort(),
    );
  });

  it('of two who decide at once the second is told, and overrules nobody', async () => {
    const { a } = await begin();
    const wish = { memberId: a, until: inDays(100), reason: '老顾客' };
    await he().growth.setFloor({ ...wish, level: 2, basedOn: null });
    await expect(he().growth.setFloor({ ...wish, level: 3, basedOn: null })).rejects.toMatchObject({
      code: 'growth_floor_changed',
    });
    const { member } = await he().office.readMember({ memberId: a });
    expect(member.tier).toMatchObject({ name: '黄金', floorSetAt: expect.any(Number) as number });
    const basedOn = member.tier!.floorSetAt;
    const requestId = newTestRequest();
    const taken = { memberId: a, level: 0, until: null, reason: '老顾客', basedOn };
    const answer = await he().growth.setFloor(taken, { requestId });
    expect(answer.floorUntil).toBeNull();
    expect(await he().growth.setFloor(taken, { requestId })).toEqual(answer);
    const level = { ...wish, level: 1, until: null };
    await expect(he().growth.setFloor(level)).rejects.toMatchObject({ code: 'growth_floor_invalid' });
  });

  it('changes nothing when the two became one, nor when they were taken apart', async () => {
    const { a, b, both } = await begin();
    const before = newTestRequest();
    await decide(b, 2, before);
    await decide(a, 3);
    await both.identityMap.linkMine({});
    await untilGrown(cloud);
    const kept = floors();
    await decide(b, 2, before);
    expect(floors()).toEqual(kept);
    const meanwhile = newTestRequest();
    await decide(a, 1, meanwhile);
    await undoLatest(cloud);
    await untilGrown(cloud);
    const apart = floors();
    await decide(b, 1, meanwhile).catch(() => undefined);
    await decide(a, 1, meanwhile);
    expect(floors()).toEqual(apart);
  });

  it('is heard again when its end is past, and a new one of then is refused', async () => {
    const { a } = await begin();
    const requestId = newTestRequest();
    const until = inDays(3);
    const ask = (request: ReturnType<typeof newTestRequest>) =>
      he().growth.setFloor({ memberId: a, level: 2, until, reason: '老顾客' }, { requestId: request });
    expect((await ask(requestId)).tier).toBe('黄金');
    cloud.moveClock(cloud.clock.now() + 4 * DAY_MS);
    await untilGrown(cloud);
    await expect(ask(requestId)).resolves.toBeDefined();
    await expect(ask(newTestRequest())).rejects.toMatchObject({ code: 'growth_floor_invalid' });
    expect(floors().map(([, level]) => level)).toEqual([0, 0]);
  });

  it('says another wish under the same request is another', async () => {
    const { a } = await begin();
    const requestId = newTestRequest();
    await decide(a, 2, requestId);
    await expect(decide(a, 3, requestId)).rejects.toMatchObject({ code: 'request_changed' });
  });
});
