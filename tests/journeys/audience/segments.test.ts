import fc from 'fast-check';
import type { Condition, SegmentRule } from '@contracts/audience/segment-rule';
import type { SegmentSet } from '@contracts/audience/segment-set';
import { segmentKey } from '@contracts/audience/segment-values';
import { fen } from '@contracts/primitives/fen';
import type { MemberId, OrderId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { keepFeatures } from '../../../cloudfunctions/audience/features/keep-features';
import { keepSegments } from '../../../cloudfunctions/audience/segments/keep-segments';
import type { LocalCloud } from '../../../local/server';
import { segmentDifferences } from '../../stage/audience/recounted-segments';
import { segmentsBuiltAt } from '../../stage/audience/built-segments';
import { featuresOfMember, newcomer, untilTold, type Somebody } from '../../stage/audience/told-life';
import { dieAt, snapshotOf } from '../../stage/identity-stage';
import { order, pass } from '../../stage/invite-stage';
import { checkoutOf } from '../../stage/points-stage';
import { documentsOf, phoneOf, startJourney, UNBUILT } from '../../stage/stage';
import { drawnCalls } from '../../stage/property';

jest.setTimeout(600_000);

describe('segments', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney(UNBUILT);
  });
  beforeEach(() => cloud.reset());
  afterAll(() => cloud.close());

  const he = () => phoneOf(cloud, 'operator-he');
  const tag = (name: string): Condition => ({ if: 'tag', anyOf: [name] });
  const tagged = async ({ memberId }: Somebody, add: string[], remove: string[] = []) =>
    he().office.tagMember({ memberId, add, remove, reason: '人群测试' });
  const crowd = async (size: number) => {
    const people: Somebody[] = [];
    for (let n = 0; n < size; n += 1) people.push(await newcomer(cloud, `oCrowd-${n}`));
    return people;
  };
  const save = async (name: string, rule: SegmentRule, segmentId: string | null = null, basedOn = 0) =>
    (await he().audience.saveSegment({ segmentId, name, rule, basedOn })).segmentId;
  /** Heard, told to all, counted, and in force. */
  const comeToRest = async (ms = 0) => {
    await untilTold(cloud, ms);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
  };
  const segmentOf = async (id: string) =>
    (await he().audience.listSegments({ cursor: null })).segments.find((one) => one.id === id);
  const membersOf = async (id: string) => (await segmentOf(id))?.members;
  const count = async (set: SegmentSet) => (await he().audience.countSet({ set })).members;
  const runHere = async () => {
    const { store, now } = checkoutOf(cloud);
    const call = { store, now: now(), outOfTime: () => false };
    await keepFeatures(call);
    await keepSegments(call);
  };

  it('every shop begins with some, in force within minutes: other journeys begin with the very same', async () => {
    await comeToRest();
    const [state] = documentsOf(cloud, 'audienceStates');
    const seeded = (at: number) => segmentsBuiltAt(instant(at));
    expect(state && [state]).toEqual(seeded(state?.build.startedAt ?? 0).audienceStates);
    const segments = documentsOf(cloud, 'segments');
    expect(new Map(segments.map((one) => [one._id, one]))).toEqual(
      new Map(seeded(segments[0]?.savedAt ?? 0).segments.map((one) => [one._id, one])),
    );
    expect(documentsOf(cloud, 'segmentCounts')).toEqual([]);
  });

  it('ten members, 4 with A, 2 with only B, 4 with none: has A 4, not A 6, no tag 4, neither 4; counted of bitmaps too', async () => {
    const people = await crowd(10);
    for (const one of people.slice(0, 4)) await tagged(one, ['A']);
    for (const one of people.slice(4, 6)) await tagged(one, ['B']);
    const a = await save('有A', tag('A'));
    const b = await save('有B', tag('B'));
    const notA = await save('没有A', { not: tag('A') });
    const none = await save('没有标签', { if: 'tags', min: null, max: 0 });
    const neither = await save('都没有', { all: [{ not: tag('A') }, { not: tag('B') }] });
    const notScan = await save('不是扫码', { not: { if: 'source', anyOf: ['scan'] } });
    expect(await segmentOf(a)).toMatchObject({ members: null, building: { done: 0 } });
    await comeToRest();
    const counts = [];
    for (const id of [a, b, notA, none, neither, notScan]) counts.push(await membersOf(id));
    expect(counts).toEqual([4, 2, 6, 4, 4, 10]);
    expect(await count({ not: { segment: a } })).toBe(6);
    expect(await count({ all: [{ not: { segment: a } }, { not: { segment: b } }] })).toBe(4);
    expect(await count({ any: [{ segment: a }, { segment: b }] })).toBe(6);
    expect(await count({ all: [{ segment: a }, { segment: b }] })).toBe(0);
    expect(await he().audience.previewRule({ rule: tag('A') })).toMatchObject({
      about: 4,
      from: 4,
      until: 4,
      looked: 10,
    });

    const frozen = await he().audience.freezeSet({ set: { segment: a } });
    expect(frozen).toMatchObject({ members: 4 });
    const [first] = people;
    if (!first) throw new Error('nobody');
    const why = () => he().audience.explainMember({ memberId: first.memberId, segmentId: a });
    expect(await why()).toMatchObject({
      isIn: true,
      wouldBe: true,
      until: null,
      why: '标签「A」（要求有「A」）',
    });
    await tagged(first, [], ['A']);
    await comeToRest();
    expect(await why()).toMatchObject({ isIn: false, why: '没有标签（要求有「A」）' });
    expect(await membersOf(a)).toBe(3);
    const bits = documentsOf(cloud, 'segmentChunks').filter(({ key }) => key === frozen.audienceId);
    expect(bits).toMatchObject([{ count: 4 }]);
    expect(segmentDifferences(cloud)).toEqual([]);
    const actions = documentsOf(cloud, 'auditEntries').map(({ action }) => action);
    expect(actions.filter((action) => action === 'audience.saveSegment')).toHaveLength(6);
    expect(actions.filter((action) => action === 'audience.freezeSet')).toHaveLength(1);
  });

  it('who crosses by time alone crosses then: a newcomer for seven days, silent after thirty', async () => {
    const [ann] = await crowd(1);
    if (!ann) throw new Error('nobody');
    await order(cloud, ann.phone, 10_000);
    await comeToRest();
    expect([await membersOf('seg_newcomer'), await membersOf('seg_dormant')]).toEqual([1, 0]);
    expect(await membersOf('seg_first-order-only')).toBe(1);
    await comeToRest(8 * DAY_MS);
    for (let minute = 0; minute < 90; minute += 1) await pass(cloud, 2 * MINUTE_MS);
    expect([await membersOf('seg_newcomer'), await membersOf('seg_dormant')]).toEqual([0, 0]);
    await pass(cloud, 23 * DAY_MS);
    for (let minute = 0; minute < 90; minute += 1) await pass(cloud, 2 * MINUTE_MS);
    expect([await membersOf('seg_newcomer'), await membersOf('seg_dormant')]).toEqual([0, 1]);
    const crossed = documentsOf(cloud, 'segmentChanges').filter(({ key }) => key.startsWith('seg_newcomer@'));
    expect(crossed.map(({ entered }) => entered).sort()).toEqual([false, true]);
    expect(documentsOf(cloud, 'segmentChanges').some(({ why }) => why === 'time')).toBe(true);
    expect(segmentDifferences(cloud)).toEqual([]);
  });

  it('a changed rule is counted beside the one in force and takes its place at once; a segment of it follows', async () => {
    const people = await crowd(3);
    const [one, two] = people;
    if (!one || !two) throw new Error('nobody');
    await tagged(one, ['A']);
    await tagged(two, ['B']);
    const a = await save('甲', tag('A'));
    const made = await save('甲以外', { not: { if: 'segment', id: a } });
    await comeToRest();
    expect([await membersOf(a), await membersOf(made)]).toEqual([1, 2]);
    await save('甲', { any: [tag('A'), tag('B')] }, a, 1);
    expect(await segmentOf(a)).toMatchObject({ members: 1, version: 2 });
    await expect(save('甲', tag('C'), a, 1)).rejects.toMatchObject({ code: 'segment_changed' });
    await expect(save('甲', { not: { if: 'segment', id: made } }, a, 2)).rejects.toMatchObject({
      code: 'segment_circular',
    });
    await expect(save('乙', { if: 'segment', id: 'seg_gone' })).rejects.toMatchObject({
      code: 'segment_not_found',
    });
    await comeToRest();
    await comeToRest();
    expect([await membersOf(a), await membersOf(made)]).toEqual([2, 1]);
    const keys = new Set(documentsOf(cloud, 'segmentChunks').map(({ key }) => key));
    expect(keys.has(segmentKey(a, 1))).toBe(false);
    expect(keys.has(segmentKey(a, 2))).toBe(true);
    expect(segmentDifferences(cloud)).toEqual([]);
  });

  it('wherever it breaks, it ends where it would have ended', async () => {
    const people = await crowd(2);
    const [one] = people;
    if (!one) throw new Error('nobody');
    await comeToRest();
    await tagged(one, ['A']);
    await save('有A', tag('A'));
    const back = snapshotOf(cloud);
    const steps = [3, 3, 3, 3, 3].map((minutes) => minutes * MINUTE_MS);
    const live = async () => {
      for (const ms of steps) {
        cloud.moveClock(cloud.clock.now() + ms);
        await runHere();
      }
    };
    const end = () => ({
      features: documentsOf(cloud, 'features').map(({ _id, segments, nextEvalAt }) => ({
        _id,
        segments,
        nextEvalAt,
      })),
      counts: documentsOf(cloud, 'segmentCounts').map(({ countedAt: _at, ...counts }) => counts),
      bits: documentsOf(cloud, 'segmentChunks').map(({ version: _version, ...chunk }) => chunk),
      versions: documentsOf(cloud, 'segments').map(({ _id, current, next }) => ({ _id, current, next })),
    });
    cloud.faults.database.startTrace();
    await live();
    const calls = cloud.faults.database.trace.length;
    const whole = end();
    expect(segmentDifferences(cloud)).toEqual([]);
    for (const nth of drawnCalls(calls)) {
      await back();
      await dieAt(cloud, nth, () => live().catch(() => undefined));
      await live();
      expect({ nth, end: end() }).toEqual({ nth, end: whole });
    }
  });

  const complain = (memberId: MemberId) =>
    phoneOf(cloud, 'operator-he').voice.writeNote({ memberId, kind: 'complaint', text: '菜不新鲜' });
  const settleOne = async () => {
    const open = documentsOf(cloud, 'serviceNotes').find(({ state }) => state === 'open');
    if (open) await phoneOf(cloud, 'operator-he').voice.closeNote({ noteId: open._id, text: '补送了' });
  };

  const giveBack = async (orderId: OrderId) => {
    const wish = { orderId, amountFen: fen(100), cause: 'quality' as const, reason: '菜坏了' };
    await phoneOf(cloud, 'operator-he').payment.refund(wish);
    await cloud.wechat.pay.deliverDue();
  };

  it('whatever happens, in whatever order, the members kept are those of a recount, also when only time passes', async () => {
    const people = await crowd(4);
    const rules: SegmentRule[] = [
      { all: [{ if: 'orders', days: 5, min: 1, max: null }, { not: tag('A') }] },
      {
        any: [
          { if: 'since', what: 'order', min: 3, max: null },
          { if: 'tags', min: null, max: 0 },
        ],
      },
      { not: { if: 'since', what: 'joined', min: 2, max: 6 } },
      { if: 'since', what: 'openComplaint', min: null, max: 4 },
      { if: 'since', what: 'lowScore', min: null, max: 3 },
      { not: { if: 'since', what: 'qualityRefund', min: null, max: 5 } },
    ];
    for (const [at, rule] of rules.entries()) await save(`规则${at}`, rule);
    const step = fc.record({
      who: fc.nat(3),
      act: fc.constantFrom(
        'order',
        'tag',
        'untag',
        'time',
        'run',
        'long',
        'complain',
        'settle',
        'score',
        'spoiled',
      ),
    });
    const latest = new Map<number, OrderId>();
    for (const { who, act } of fc.sample(step, { seed: 18, numRuns: 40 })) {
      const somebody = people[who];
      if (!somebody) continue;
      if (act === 'order') latest.set(who, await order(cloud, somebody.phone, 5000 + who));
      const orderId = latest.get(who);
      if (act === 'score' && orderId) await somebody.phone.voice.scoreOrder({ orderId, score: 2 });
      if (act === 'spoiled' && orderId) await giveBack(orderId);
      if (act === 'tag') await tagged(somebody, ['A']);
      if (act === 'untag') await tagged(somebody, [], ['A']);
      if (act === 'complain') await complain(somebody.memberId);
      if (act === 'settle') await settleOne();
      if (act === 'time') cloud.moveClock(cloud.clock.now() + 7 * HOUR_MS);
      if (act === 'long') cloud.moveClock(cloud.clock.now() + 3 * DAY_MS);
      await cloud.triggerTimers();
      cloud.moveClock(cloud.clock.now() + 3 * MINUTE_MS);
      await runHere();
      expect(segmentDifferences(cloud, 'members')).toEqual([]);
    }
    await comeToRest();
    expect(segmentDifferences(cloud)).toEqual([]);
    expect(featuresOfMember(cloud, people[0]!.memberId)?.segments.length).toBeGreaterThan(1);
  });
});
