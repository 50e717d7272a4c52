import type { SegmentRule } from '@contracts/audience/segment-rule';
import { DAY_MS } from '@contracts/primitives/time';
import { followTags } from '../../../cloudfunctions/audience/tags/follow-tags';
import { featureDifferences, newcomer, untilTold, type Somebody } from '../../stage/audience/told-life';
import { segmentDifferences } from '../../stage/audience/recounted-segments';
import { dieAt, snapshotOf } from '../../stage/identity-stage';
import { order, pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { checkoutOf } from '../../stage/points-stage';
import { documentsOf, phoneOf } from '../../stage/stage';
import { drawnCalls } from '../../stage/property';

jest.setTimeout(600_000);

describe('tags: by hand, by list, by segment, by rule', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const comeToRest = async (ms = 0) => {
    await untilTold(cloud, ms);
    for (let minute = 0; minute < 10; minute += 1) await pass(cloud);
  };
  const memberOf = ({ memberId }: Somebody) =>
    documentsOf(cloud, 'members').find(({ _id }) => _id === memberId);
  const tagsOf = (one: Somebody) => memberOf(one)?.tags ?? [];
  const crowd = async (size: number) => {
    const people: Somebody[] = [];
    for (let n = 0; n < size; n += 1) people.push(await newcomer(cloud, `oTag-${n}`));
    return people;
  };
  const segment = async (name: string, rule: SegmentRule) =>
    (await he().audience.saveSegment({ segmentId: null, name, rule, basedOn: 0 })).segmentId;
  const saveTag = (name: string, segmentId: string | null, basedOn = 0) =>
    he().audience.saveTag({ name, segmentId, basedOn });
  const byHand = ({ memberId }: Somebody, some: { add?: string[]; remove?: string[]; release?: string[] }) =>
    he().office.tagMember({ memberId, add: [], remove: [], release: [], reason: '手工改', ...some });
  const list = async () => (await he().audience.listTags({ cursor: null })).tags;
  const orders = (min: number): SegmentRule => ({ if: 'orders', days: 30, min, max: null });

  it('one by rule comes and goes with its segment, also by time alone; what somebody decided of a member wins', async () => {
    const [ann, bob, carl] = await crowd(3);
    if (!ann || !bob || !carl) throw new Error('nobody');
    const buyers = await segment('30 天买过', orders(1));
    await saveTag('常买', buyers);
    await byHand(carl, { add: ['常买'] });
    await order(cloud, ann.phone, 10_000);
    await order(cloud, bob.phone, 10_000);
    await comeToRest();
    expect([ann, bob, carl].map(tagsOf)).toEqual([['常买'], ['常买'], ['常买']]);
    const told = documentsOf(cloud, 'facts').filter(({ refs }) => refs['tag'] === '常买');
    expect(told.map(({ refs }) => refs['put'])).toEqual([true, true]);
    expect(await list()).toMatchObject([
      {
        name: '常买',
        first: 'rule',
        follows: { segmentId: buyers, name: '30 天买过' },
        members: { n: 3, more: false },
        following: false,
      },
    ]);
    const saved = documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'audience.saveTag');
    expect(saved).toMatchObject([{ detail: { tag: '常买', segment: '30 天买过' } }]);
    // Taken away by hand it stays away; left to the rule it is back at once.
    await byHand(bob, { remove: ['常买'] });
    await order(cloud, bob.phone, 10_000);
    await comeToRest();
    expect(tagsOf(bob)).toEqual([]);
    expect(memberOf(bob)?.tagMarks).toMatchObject([{ own: 'kept_off', how: 'hand', ruled: true }]);
    await byHand(bob, { release: ['常买'] });
    expect(tagsOf(bob)).toEqual(['常买']);

    await comeToRest(31 * DAY_MS);
    await comeToRest();
    expect([ann, bob, carl].map(tagsOf)).toEqual([[], [], ['常买']]);
    expect(await featureDifferences(cloud)).toEqual([]);
    expect(segmentDifferences(cloud)).toEqual([]);
  });

  it('follows another segment, a changed one, and none; a segment that is followed stays', async () => {
    const [ann, bob] = await crowd(2);
    if (!ann || !bob) throw new Error('nobody');
    await order(cloud, ann.phone, 10_000);
    const buyers = await segment('买过', orders(1));
    const others = await segment('没买', { not: orders(1) });
    await saveTag('跟', buyers);
    await comeToRest();
    expect([tagsOf(ann), tagsOf(bob)]).toEqual([['跟'], []]);
    await saveTag('跟', others, 1);
    await comeToRest();
    expect([tagsOf(ann), tagsOf(bob)]).toEqual([[], ['跟']]);
    await expect(he().audience.removeSegment({ segmentId: others, basedOn: 1 })).rejects.toMatchObject({
      code: 'segment_in_use',
    });
    const rule = orders(0);
    await he().audience.saveSegment({ segmentId: others, name: '全部', rule, basedOn: 1 });
    await comeToRest();
    await comeToRest();
    expect([tagsOf(ann), tagsOf(bob)]).toEqual([['跟'], ['跟']]);
    await expect(saveTag('跟', null, 1)).rejects.toMatchObject({ code: 'tag_changed' });
    await saveTag('跟', null, 2);
    await comeToRest();
    expect([tagsOf(ann), tagsOf(bob)]).toEqual([[], []]);
    expect(
      documentsOf(cloud, 'segmentChunks').filter(({ key, count }) => key.startsWith('tag_') && count > 0),
    ).toEqual([]);
  });

  it('none looks at itself, by whatever way', async () => {
    const ofIt = await segment('有甲', { if: 'tag', anyOf: ['甲'] });
    const aside = await segment('绕', { not: { if: 'segment', id: ofIt } });
    await expect(saveTag('甲', aside)).rejects.toMatchObject({ code: 'tag_circular' });
    await expect(saveTag('甲', 'seg_nobody')).rejects.toMatchObject({ code: 'segment_not_found' });
    const plain = await segment('买过', orders(1));
    await saveTag('甲', plain);
    await expect(
      he().audience.saveSegment({
        segmentId: plain,
        name: '买过',
        rule: { if: 'segment', id: ofIt },
        basedOn: 1,
      }),
    ).rejects.toMatchObject({ code: 'tag_circular' });
  });

  it('every way is written down: who, how and when; a list of tags needs nobody to say so', async () => {
    const people = await crowd(2);
    const [ann, bob] = people;
    if (!ann || !bob) throw new Error('nobody');
    await byHand(ann, { add: ['手'] });
    await byHand(bob, { remove: ['批'] });
    await comeToRest();
    const { job } = await he().audience.prepareJob({
      segmentId: 'seg_newcomer',
      act: { do: 'tag', tag: '批' },
      reason: '周六活动',
    });
    await he().audience.beginJob({ jobId: job.id });
    await comeToRest();
    expect((await he().audience.listJobs({ cursor: null })).jobs[0]).toMatchObject({
      done: 1,
      skipped: [{ why: 'kept_off', members: 1 }],
    });
    expect(memberOf(ann)?.tagMarks).toMatchObject([
      { tag: '手', own: 'given', how: 'hand' },
      { tag: '批', own: 'given', how: 'segment', by: job.id },
    ]);
    expect((await list()).map(({ name, first, members }) => [name, first, members.n]).sort()).toEqual(
      [
        ['手', 'hand', 1],
        ['批', 'segment', 1],
      ].sort(),
    );
    const detail = await he().office.readMember({ memberId: bob.memberId });
    expect(detail.member).toMatchObject({ tags: [], tagMarks: [{ tag: '批', how: 'hand', keptOff: true }] });
  });

  it('wherever it breaks, it ends where it would have ended', async () => {
    const people = await crowd(9);
    const buyers = await segment('新', { if: 'since', what: 'joined', min: null, max: 7 });
    await comeToRest();
    await saveTag('断', buyers);
    await pass(cloud, 110_000);
    cloud.moveClock(cloud.clock.now() + 20_000);
    const follow = () => {
      const { store, now } = checkoutOf(cloud);
      return followTags({ store, now: now(), outOfTime: () => false });
    };
    const back = snapshotOf(cloud);
    const end = () => ({
      members: documentsOf(cloud, 'members').map(({ _id, tags, tagMarks }) => ({ _id, tags, tagMarks })),
      told: documentsOf(cloud, 'facts').map(({ _id }) => _id),
      tags: documentsOf(cloud, 'tags'),
      bits: documentsOf(cloud, 'segmentChunks').filter(({ key }) => key.startsWith('tag_')),
    });
    cloud.faults.database.startTrace();
    expect(await follow()).toEqual({ tagsFollowed: 9 });
    const calls = cloud.faults.database.trace.length;
    const whole = end();
    expect(whole.tags).toMatchObject([{ name: '断', dueAt: null }]);
    expect(people.map(tagsOf)).toEqual(people.map(() => ['断']));
    for (const nth of drawnCalls(calls)) {
      await back();
      await dieAt(cloud, nth, () => follow().catch(() => undefined));
      await follow();
      expect({ nth, end: end() }).toEqual({ nth, end: whole });
    }
  });
});
