import type { Condition } from '@contracts/audience/segment-rule';
import type { MemberSide } from '@contracts/audience/lifecycle';
import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { bitsStored, hasBit, setBit, storedBits } from '../../../cloudfunctions/audience/bitmaps/bits';
import { reconcileAudience } from '../../../cloudfunctions/audience/clock/reconcile-audience';
import { CHANGES_KEPT_MS, sweepChanges } from '../../../cloudfunctions/audience/segments/sweep-changes';
import { segmentDifferences } from '../../stage/audience/recounted-segments';
import { featuresOfMember, newcomer, untilTold, type Somebody } from '../../stage/audience/told-life';
import { order, pass } from '../../stage/invite-stage';
import { planOf, publish, runsIn, tagAs, waitFor } from '../../stage/journey/journey-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { checkoutOf } from '../../stage/points-stage';
import { timerCallOf } from '../../stage/sweep-stage';
import { documentsOf, phoneOf, UNBUILT } from '../../stage/stage';

jest.setTimeout(600_000);

describe('where members stand', () => {
  const cloud = sharedCloud(UNBUILT);
  const he = () => phoneOf(cloud, 'operator-he');
  const crowd = async (size: number) => {
    const people: Somebody[] = [];
    for (let n = 0; n < size; n += 1) people.push(await newcomer(cloud, `oLife-${n}`));
    return people;
  };
  const comeToRest = async (ms = 0) => {
    await untilTold(cloud, ms);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
  };
  const stage = async (id: string) => {
    const { stages } = await he().audience.readLifecycle({});
    const found = stages.find(({ segmentId }) => segmentId === id);
    if (!found) throw new Error(`no stage ${id}`);
    return { members: found.members, entered: found.entered.times, left: found.left.times };
  };
  const listed = async (segmentId: string, side: MemberSide = 'in') =>
    (await he().audience.listSegmentMembers({ segmentId, side, cursor: null })).members.map(
      ({ memberId }) => memberId,
    );

  it('says how many are in each stage and who moved this week; the list behind a number is exactly those', async () => {
    const [ann, bob, carl] = await crowd(3);
    if (!ann || !bob || !carl) throw new Error('nobody');
    await order(cloud, ann.phone, 10_000);
    await order(cloud, ann.phone, 20_000);
    expect((await he().audience.readLifecycle({})).stages).toEqual([]);
    await comeToRest();
    expect(await stage('seg_newcomer')).toEqual({ members: 3, entered: 3, left: 0 });
    expect(await stage('seg_active')).toEqual({ members: 1, entered: 1, left: 0 });
    expect((await listed('seg_newcomer')).sort()).toEqual(
      [ann, bob, carl].map(({ memberId }) => memberId).sort(),
    );
    const { members, asOf } = await he().audience.listSegmentMembers({
      segmentId: 'seg_active',
      side: 'in',
      cursor: null,
    });
    expect(members).toMatchObject([{ memberId: ann.memberId, orders: 2, crossedAt: null }]);
    expect(asOf).toBeGreaterThan(0);

    const rfm = await he().audience.readRfm({});
    expect(rfm).toMatchObject({ looked: 3, all: 3, cells: [{ about: 1 }] });
    const [cell] = rfm.cells;
    if (!cell) throw new Error('no cell');
    expect(await he().audience.previewRule({ rule: cell.rule })).toMatchObject({ about: 1, looked: 3 });

    await order(cloud, bob.phone, 10_000);
    await order(cloud, bob.phone, 20_000);
    const dan = await newcomer(cloud, 'oDan');
    await comeToRest();
    expect(await stage('seg_active')).toEqual({ members: 2, entered: 2, left: 0 });
    expect(await stage('seg_newcomer')).toEqual({ members: 4, entered: 4, left: 0 });
    expect(await listed('seg_active', 'entered')).toEqual([bob.memberId, ann.memberId]);
    expect((await listed('seg_newcomer', 'entered'))[0]).toBe(dan.memberId);
    expect(await listed('seg_newcomer', 'left')).toEqual([]);

    // Thirty-one days on, by time alone; weeks begin on Monday, and what was crossed in another week is not of this one.
    await comeToRest(29 * DAY_MS);
    for (let minute = 0; minute < 90; minute += 1) await pass(cloud, 2 * MINUTE_MS);
    await pass(cloud, 3 * DAY_MS);
    for (let minute = 0; minute < 90; minute += 1) await pass(cloud, 2 * MINUTE_MS);
    expect(await stage('seg_dormant')).toMatchObject({ members: 2, left: 0 });
    expect(await stage('seg_active')).toMatchObject({ members: 0, entered: 0 });
    expect((await listed('seg_dormant')).sort()).toEqual([ann.memberId, bob.memberId].sort());
    expect(segmentDifferences(cloud)).toEqual([]);
  });

  it('a list of more than a page goes on where it ended, each once', async () => {
    const people = await crowd(33);
    await comeToRest();
    const first = await he().audience.listSegmentMembers({
      segmentId: 'seg_everyone',
      side: 'in',
      cursor: null,
    });
    expect(first.members).toHaveLength(30);
    const second = await he().audience.listSegmentMembers({
      segmentId: 'seg_everyone',
      side: 'in',
      cursor: first.nextCursor,
    });
    expect(second.nextCursor).toBeNull();
    const ids = [...first.members, ...second.members].map(({ memberId }) => memberId);
    expect(ids.sort()).toEqual(people.map(({ memberId }) => memberId).sort());
  });

  it('a bit that is spoilt is found at night by two looks, told with an alarm, and right again when the segment is saved anew', async () => {
    const [ann] = await crowd(2);
    if (!ann) throw new Error('nobody');
    await comeToRest();
    const { stages } = await he().audience.readLifecycle({});
    expect(stages.find(({ segmentId }) => segmentId === 'seg_newcomer')?.members).toBe(2);
    const seq = featuresOfMember(cloud, ann.memberId)?.seq ?? -1;
    const chunk = documentsOf(cloud, 'segmentChunks').find(({ key }) => key === 'seg_newcomer@1');
    if (!chunk) throw new Error('no bitmap');
    const bits = bitsStored(chunk.bits);
    expect(hasBit(bits, seq)).toBe(true);
    setBit(bits, seq, false);
    await cloud.database.environment(cloud.env).update('segmentChunks', {
      filter: { _id: chunk._id },
      modifier: { $set: { bits: storedBits(bits) } },
      multi: false,
    });
    const morning = nextMorning(cloud.clock.now());
    for (const at of [morning, morning + 61 * MINUTE_MS]) {
      cloud.moveClock(at);
      await reconcileAudience(timerCallOf(cloud));
    }
    const audits = documentsOf(cloud, 'audienceAudits').filter(({ found }) => found.length > 0);
    expect(audits).toMatchObject([{ found: [{ memberId: ann.memberId, what: ['bit:seg_newcomer@1'] }] }]);
    expect(documentsOf(cloud, 'alarms')).toMatchObject([{ _id: 'audience:features' }]);
    // Nothing is repaired that nobody asked for.
    expect(segmentDifferences(cloud)).not.toEqual([]);
    const newcomers = (await he().audience.listSegments({ cursor: null })).segments.find(
      ({ id }) => id === 'seg_newcomer',
    );
    if (!newcomers) throw new Error('no such segment');
    const { id: segmentId, name, rule, version: basedOn } = newcomers;
    await he().audience.saveSegment({ segmentId, name, rule, basedOn });
    await comeToRest();
    expect(segmentDifferences(cloud)).toEqual([]);
  });

  const nextMorning = (now: number) => {
    const day = Math.floor((now + 8 * HOUR_MS) / DAY_MS) + 1;
    return instant(day * DAY_MS - 8 * HOUR_MS + 5.3 * HOUR_MS);
  };

  it('a segment is taken away with its bitmaps, unless every shop has it or something is made of it', async () => {
    await crowd(2);
    const tag = (name: string): Condition => ({ if: 'tag', anyOf: [name] });
    const save = async (
      name: string,
      rule: Parameters<Somebody['phone']['audience']['saveSegment']>[0]['rule'],
    ) => (await he().audience.saveSegment({ segmentId: null, name, rule, basedOn: 0 })).segmentId;
    const inner = await save('内', { not: tag('A') });
    const outer = await save('外', { not: { if: 'segment', id: inner } });
    await comeToRest();
    const remove = (segmentId: string, basedOn = 1) => he().audience.removeSegment({ segmentId, basedOn });
    await expect(remove('seg_newcomer')).rejects.toMatchObject({ code: 'segment_built_in' });
    await expect(remove(inner)).rejects.toMatchObject({ code: 'segment_in_use' });
    await expect(remove(outer, 0)).rejects.toMatchObject({ code: 'segment_changed' });
    expect(await remove(outer)).toEqual({ removed: true });
    expect(await remove(outer)).toEqual({ removed: false });
    const names = async () =>
      (await he().audience.listSegments({ cursor: null })).segments.map(({ name }) => name);
    expect(await names()).not.toContain('外');
    await expect(
      he().audience.saveSegment({ segmentId: outer, name: '外', rule: tag('A'), basedOn: 1 }),
    ).rejects.toMatchObject({ code: 'segment_not_found' });
    expect(await remove(inner)).toEqual({ removed: true });
    const entries = documentsOf(cloud, 'auditEntries').filter(
      ({ action }) => action === 'audience.removeSegment',
    );
    expect(entries.map(({ detail }) => detail['name'])).toEqual(['外', '内']);
    for (let minute = 0; minute < 4; minute += 1) await pass(cloud);
    const left = [
      ...documentsOf(cloud, 'segmentChunks').map(({ key }) => key),
      ...documentsOf(cloud, 'segmentCounts').map(({ _id }) => _id),
      ...documentsOf(cloud, 'segments').map(({ _id }) => _id),
    ];
    expect(left.filter((one) => one.startsWith(inner) || one.startsWith(outer))).toEqual([]);
    expect(segmentDifferences(cloud)).toEqual([]);
  });

  it('a segment a push still goes out to stays until it is called off, and so does one that people travel by', async () => {
    await crowd(1);
    const rule: Condition = { if: 'tag', anyOf: ['A'] };
    const save = async (name: string) =>
      (await he().audience.saveSegment({ segmentId: null, name, rule, basedOn: 0 })).segmentId;
    const [pushed, travelled, fresh] = [await save('推送用'), await save('旅程用'), await save('只在草稿')];
    const remove = (segmentId: string) => he().audience.removeSegment({ segmentId, basedOn: 1 });
    const draft = async (segmentId: string) => {
      const { push } = await he().message.createPush({
        kind: 'campaign',
        audience: { segmentIds: [segmentId] },
        text: { title: '周六会员日', body: '本周六会员全场 95 折' },
        sendAt: instant(cloud.clock.now() + 3 * DAY_MS),
      });
      return (await he().message.previewPush({ pushId: push.id })).push.id;
    };
    const [pushId, gone] = [await draft(pushed), await draft(fresh)];
    await he().message.submitPush({ pushId, confirmRepeat: false });
    await expect(remove(pushed)).rejects.toMatchObject({ code: 'segment_in_use' });
    await he().message.steerPush({ pushId, to: 'paused' });
    await expect(remove(pushed)).rejects.toMatchObject({ code: 'segment_in_use' });
    await he().message.steerPush({ pushId, to: 'cancelled' });
    expect(await remove(pushed)).toEqual({ removed: true });
    // A draft holds nothing, and is not sent to a segment that is gone.
    expect(await remove(fresh)).toEqual({ removed: true });
    await expect(he().message.submitPush({ pushId: gone, confirmRepeat: false })).rejects.toMatchObject({
      code: 'segment_not_found',
    });

    // Somebody waits in a version that names it; the version in force does not.
    const waits = planOf([waitFor('wait', 10 * 24 * 60, 'tagged'), tagAs('tagged', '等到了', null)]);
    const journeyId = await publish(cloud, '等一等', {
      ...waits,
      exitWhen: { if: 'segment', id: travelled },
    });
    await newcomer(cloud, 'oTraveller');
    await comeToRest();
    const runs = runsIn(cloud).filter((run) => run.journeyId === journeyId);
    expect([...new Set(runs.map(({ state, version }) => `${state} ${version}`))]).toEqual(['active 1']);
    const { journey } = he();
    const { saves } = await journey.saveJourney({ journeyId, name: '等一等', draft: waits, basedOn: 1 });
    await journey.publishJourney({ journeyId, basedOn: saves, running: 'finish' });
    await expect(remove(travelled)).rejects.toMatchObject({ code: 'segment_in_use' });
    await journey.setJourneyStatus({ journeyId, to: 'ended' });
    await comeToRest();
    expect(await remove(travelled)).toEqual({ removed: true });
  });

  it('what was crossed 400 days ago is forgotten, to the millisecond', async () => {
    await crowd(2);
    await comeToRest();
    const crossed = documentsOf(cloud, 'segmentChanges').map(({ writtenAt }) => writtenAt);
    const first = Math.min(...crossed);
    const { store } = checkoutOf(cloud);
    const forget = (now: number) => sweepChanges({ store, now: instant(now), outOfTime: () => false });
    expect(await forget(first + CHANGES_KEPT_MS - 1)).toEqual({ crossingsForgotten: 0 });
    const { crossingsForgotten } = await forget(first + CHANGES_KEPT_MS);
    expect(crossingsForgotten).toBe(crossed.filter((at) => at === first).length);
    expect(documentsOf(cloud, 'segmentChanges')).toHaveLength(crossed.length - crossingsForgotten);
  });
});
