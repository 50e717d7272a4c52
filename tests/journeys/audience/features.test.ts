import { chinaDate } from '@contracts/values';
import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS, instant } from '@contracts/primitives/time';
import { reconcileAudience } from '../../../cloudfunctions/audience/clock/reconcile-audience';
import { AUDIENCE_CONSUMER, keepFeatures } from '../../../cloudfunctions/audience/features/keep-features';
import { audienceCollections } from '../../../cloudfunctions/audience/schema';
import { builtIns } from '../../../cloudfunctions/audience/segments/built-in';
import type { LocalCloud } from '../../../local/server';
import { dieAt, joinTwice, memberIdOf, snapshotOf, undoLatest } from '../../stage/identity-stage';
import { order, pass } from '../../stage/invite-stage';
import { checkoutOf } from '../../stage/points-stage';
import { timerCallOf } from '../../stage/sweep-stage';
import { documentsOf, phoneOf, startJourney, UNBUILT, type Phone } from '../../stage/stage';
import {
  featureDifferences,
  featuresOfMember,
  liveALittle,
  newcomer,
  untilTold,
} from '../../stage/audience/told-life';
import { drawnCalls } from '../../stage/property';

jest.setTimeout(300_000);

describe('what is known of members', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney(UNBUILT);
  });
  beforeEach(() => cloud.reset());
  afterEach(async () => {
    expect(await featureDifferences(cloud)).toEqual([]);
    const numbers = documentsOf(cloud, 'features').map(({ seq }) => seq);
    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, at) => at));
  });
  afterAll(() => cloud.close());

  const ofOne = (id: Parameters<typeof featuresOfMember>[1]) => featuresOfMember(cloud, id)?.of;

  it('follows joining, orders, a refund, a coupon, a tag and a birthday', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    await untilTold(cloud);
    expect(ofOne(ann.memberId)).toMatchObject({ source: 'own', orders: { n: 0 }, tags: [], gapDays: null });
    await liveALittle(cloud, ann);
    await ann.phone.member.saveDetails({
      nickname: null,
      gender: null,
      birthday: chinaDate.parse('1990-05-12'),
    });
    await untilTold(cloud);
    const [paid] = documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'paid');
    expect(paid?.categories).toBeDefined();
    expect(documentsOf(cloud, 'facts').find(({ kind }) => kind === 'refunded')?.categories).toEqual(
      paid?.categories,
    );
    expect(ofOne(ann.memberId)).toMatchObject({
      orders: { n: 1 },
      refunds: { n: 1 },
      tags: ['常客'],
      birthMonth: 5,
    });
    expect(ofOne(ann.memberId)?.coupons).toMatchObject({ issued: 5 });
  });

  it('two who become one are one, with what both did; taken apart they are two again; who leaves is nobody', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const [first, second] = [await memberIdOf(one), await memberIdOf(two)];
    await order(cloud, one, 10_000);
    await order(cloud, two, 20_000);
    await untilTold(cloud);
    const orders = () => [first, second].map((id) => ofOne(id)?.orders.n ?? null);
    expect(orders()).toEqual([1, 1]);
    const numbers = () => [first, second].map((id) => featuresOfMember(cloud, id)?.seq);
    const before = numbers();
    await both.identityMap.linkMine({});
    await untilTold(cloud);
    expect(orders().sort()).toEqual([2, null]);
    await undoLatest(cloud);
    await untilTold(cloud);
    expect(orders()).toEqual([1, 1]);
    expect(numbers()).toEqual(before);

    await one.identityMap.requestClosure({});
    await untilTold(cloud, 8 * DAY_MS);
    expect(featuresOfMember(cloud, first)).toMatchObject({ of: null, refreshAt: null });
  });

  it('points that open after the window are known though nothing is told of them', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    await order(cloud, ann.phone, 50_000);
    await untilTold(cloud);
    const waiting = documentsOf(cloud, 'pointsAccounts').find(({ _id }) => _id === ann.memberId);
    expect(waiting?.pending).toBeGreaterThan(0);
    const dueAt = featuresOfMember(cloud, ann.memberId)?.refreshAt;
    expect(dueAt).not.toBeNull();
    await pass(cloud, (dueAt ?? 0) - cloud.clock.now());
    for (let minute = 0; minute < 30; minute += 1) await pass(cloud);
    const opened = documentsOf(cloud, 'pointsAccounts').find(({ _id }) => _id === ann.memberId);
    expect(opened?.pending).toBe(0);
    expect(ofOne(ann.memberId)?.points).toBe(opened?.balance);
    expect(featuresOfMember(cloud, ann.memberId)?.refreshAt).toBeNull();
  });

  it('is made again of a range, and tells how many were not as they should be; the night finds them by itself', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    await pass(cloud);
    const bob = await newcomer(cloud, 'oBob');
    await order(cloud, ann.phone, 10_000);
    await untilTold(cloud);
    const environment = cloud.database.environment(cloud.env);
    const change = (modifier: object) =>
      environment.update('audienceStates', {
        filter: { _id: 'state' },
        modifier: { $set: modifier },
        multi: false,
      });
    const spoil = () =>
      environment.update('features', {
        filter: { _id: ann.memberId },
        modifier: { $set: { 'of.points': 7 } },
        multi: false,
      });
    await spoil();
    expect(await featureDifferences(cloud)).toMatchObject([{ memberId: ann.memberId, what: ['points'] }]);
    // Nothing else happens that night: whatever is told of somebody makes their features again.
    for (const at of [nextMorning(cloud.clock.now()), nextMorning(cloud.clock.now()) + 61 * MINUTE_MS]) {
      cloud.moveClock(at);
      await reconcileAudience(timerCallOf(cloud));
    }
    const audits = documentsOf(cloud, 'audienceAudits').filter(({ found }) => found.length > 0);
    expect(audits).toMatchObject([{ found: [{ memberId: ann.memberId, what: ['points'] }] }]);
    expect(documentsOf(cloud, 'alarms')).toMatchObject([{ _id: 'audience:features' }]);
    expect(ofOne(ann.memberId)?.points).toBe(7);

    expect(documentsOf(cloud, 'audienceStates')).toMatchObject([{ members: 2, dueAt: null }]);
    const joinedFrom = ofOne(bob.memberId)?.joinedAt ?? null;
    await phoneOf(cloud, 'operator-he').audience.beginRebuild({ joinedFrom, joinedUntil: null });
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toContain('audience.beginRebuild');
    await runHere();
    expect(await phoneOf(cloud, 'operator-he').audience.readAudience({})).toMatchObject({
      numbers: 2,
      build: { done: 1, changed: 0, finishedAt: cloud.clock.now() },
    });
    await change({ shape: 0 });
    await runHere();
    expect(documentsOf(cloud, 'audienceStates')[0]).toMatchObject({
      build: { done: 2, changed: 1, finishedAt: cloud.clock.now() },
    });
  });

  const runHere = () => {
    const { store, now } = checkoutOf(cloud);
    return keepFeatures({ store, now: now(), outOfTime: () => false });
  };
  const nextMorning = (now: number) => {
    const day = Math.floor((now + 8 * HOUR_MS) / DAY_MS) + 1;
    return instant(day * DAY_MS - 8 * HOUR_MS + 5.3 * HOUR_MS);
  };

  /** Dies at each call of a run in turn. @returns how it ends whole, and after every death and the next minute */
  async function breakEverywhere(end: () => string[]): Promise<string[]> {
    const back = snapshotOf(cloud);
    cloud.faults.database.startTrace();
    await runHere();
    const calls = cloud.faults.database.trace.length;
    const whole = end();
    expect(calls).toBeGreaterThan(20);
    for (const nth of drawnCalls(calls)) {
      await back();
      await dieAt(cloud, nth, () => runHere().catch(() => undefined));
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      await runHere();
      expect({ nth, end: end() }).toEqual({ nth, end: whole });
    }
    return whole;
  }

  /** A low score, something back for its quality, a complaint. */
  const grumble = async (phone: Phone, orderId: OrderId) => {
    const { payment, voice } = phoneOf(cloud, 'operator-he');
    await phone.voice.scoreOrder({ orderId, score: 1 });
    await payment.refund({ orderId, amountFen: fen(1_000), cause: 'quality', reason: '菜坏了' });
    await voice.writeNote({ memberId: await memberIdOf(phone), kind: 'complaint', text: '菜不新鲜' });
    await cloud.wechat.pay.deliverDue();
  };

  it('wherever it breaks, the next minute ends where it would have ended', async () => {
    const { one, two, both } = await joinTwice(cloud);
    await grumble(one, await order(cloud, one, 10_000));
    await order(cloud, two, 20_000);
    await both.identityMap.linkMine({});
    await newcomer(cloud, 'oCarl');
    await cloud.triggerTimers();
    await pass(cloud);
    cloud.moveClock(cloud.clock.now() + 3 * MINUTE_MS);
    // Everything is told and nothing is folded.
    const environment = cloud.database.environment(cloud.env);
    const made = Object.keys(audienceCollections).filter((name) => name !== 'segments');
    for (const name of made) await environment.remove(name, {}, true);
    await environment.remove('factCursors', { _id: AUDIENCE_CONSUMER }, true);
    const end = () =>
      documentsOf(cloud, 'features')
        .map(({ version: _version, seq: _seq, ...one }) => JSON.stringify(one))
        .sort();
    // Who was merged before anything was known of them gets no number.
    const whole = await breakEverywhere(end);
    expect(whole).toHaveLength(2);
    for (const known of ['lowScoreAt', 'qualityRefundAt', 'openComplaintAt'])
      expect([known, whole.some((one) => new RegExp(`"${known}":\\d`).test(one))]).toEqual([known, true]);
  });

  it('so do the first minutes of a shop: the segments it begins with are all there, each once', async () => {
    const end = () => documentsOf(cloud, 'segments').map(({ _id, versions }) => `${_id} ${versions}`);
    expect(await breakEverywhere(() => end().sort())).toHaveLength(builtIns.length);
  });
});
