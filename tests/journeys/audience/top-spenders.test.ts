import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { publishCutoff, TOP_SPENDERS } from '../../../cloudfunctions/audience/clock/publish-cutoff';
import { segmentDifferences } from '../../stage/audience/recounted-segments';
import { newcomer, untilTold, type Somebody } from '../../stage/audience/told-life';
import { order, pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { checkoutOf } from '../../stage/points-stage';
import { documentsOf, phoneOf } from '../../stage/stage';

jest.setTimeout(600_000);

describe('the tenth who spent most', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const stored = () => documentsOf(cloud, 'segments').find(({ _id }) => _id === TOP_SPENDERS);
  const publish = () => {
    const { store, now } = checkoutOf(cloud);
    return publishCutoff({ store, now: now() });
  };
  const untilNight = () => {
    const day = Math.floor((cloud.clock.now() + 8 * HOUR_MS) / DAY_MS) + 1;
    cloud.moveClock(instant(day * DAY_MS - 8 * HOUR_MS + 5.3 * HOUR_MS));
  };
  const rest = async () => {
    await untilTold(cloud);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
  };
  const inIt = async () =>
    (
      await he().audience.listSegmentMembers({ segmentId: TOP_SPENDERS, side: 'in', cursor: null })
    ).members.map(({ memberId }) => memberId);

  it('has a cut-off each night, which moves when it is worth it, and never overrules the operator', async () => {
    const people: Somebody[] = [];
    for (let n = 0; n < 10; n += 1) people.push(await newcomer(cloud, `oSpend-${n}`));
    for (const [at, { phone }] of people.slice(0, 9).entries()) await order(cloud, phone, 5_000 + 1_000 * at);
    await untilTold(cloud);
    untilNight();
    // Of nine buyers there is no tenth.
    expect([await publish(), stored()]).toEqual([{ cutoffsPublished: 0 }, undefined]);
    const [last, second] = [people[9], people[8]];
    if (!last || !second) throw new Error('nobody');
    await order(cloud, last.phone, 50_000);
    await untilTold(cloud);
    untilNight();
    expect(await publish()).toEqual({ cutoffsPublished: 1 });
    expect(await publish()).toEqual({ cutoffsPublished: 0 });
    await rest();
    expect(await inIt()).toEqual([last.memberId]);
    const why = await he().audience.explainMember({ memberId: second.memberId, segmentId: TOP_SPENDERS });
    expect(why).toMatchObject({
      isIn: false,
      why: expect.stringMatching(/最近 365 天消费.*要求至少/) as string,
    });

    await order(cloud, second.phone, 90_000);
    await untilTold(cloud);
    untilNight();
    for (let minute = 0; minute < 4; minute += 1) await pass(cloud, 2 * MINUTE_MS);
    await rest();
    expect(stored()).toMatchObject({ versions: 2, current: { version: 2 } });
    expect(await inIt()).toEqual([second.memberId]);
    expect(segmentDifferences(cloud)).toEqual([]);

    const version = stored()?.versions ?? 0;
    const rule = { if: 'amount' as const, days: 30, min: 1, max: null };
    await he().audience.saveSegment({ segmentId: TOP_SPENDERS, name: '大户', rule, basedOn: version });
    untilNight();
    expect(await publish()).toEqual({ cutoffsPublished: 0 });
    expect(stored()).toMatchObject({ name: '大户', versions: 3 });
  });
});
