import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import type { JourneyPlan } from '@contracts/journey/journey-graph';
import type { MemberId } from '@contracts/primitives/ids';
import type { LocalCloud } from '../../../local/server';
import { foldDeals } from '../../../cloudfunctions/experiment/results/fold-deals';
import { runDue } from '../../../cloudfunctions/journey/run/run-due';
import { newcomer } from '../../stage/audience/told-life';
import { dieAt, join, joinTwice, memberIdOf, snapshotOf, undoLatest } from '../../stage/identity-stage';
import { order, pass, refundAll } from '../../stage/invite-stage';
import { addedUp, begin, dealsOf, design, halves, keptSums } from '../../stage/journey/experiment-stage';
import { publish, runsIn } from '../../stage/journey/journey-stage';
import { numberedMemberId } from '../../stage/numbered-member';
import { timerCallOf } from '../../stage/sweep-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';
import { drawnCalls } from '../../stage/property';

jest.setTimeout(600_000);

const NOON = instant(Date.parse('2026-03-02T12:00:00+08:00'));
const ARMS = ['holdout', 'arm-1', 'arm-2'];

describe('experiments', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(async () => {
    await cloud.reset();
    cloud.moveClock(NOON);
  });
  afterAll(() => cloud.close());

  const he = () => phoneOf(cloud, 'operator-he').journey;
  const enter = (journeyId: string, memberIds: MemberId[]) => he().enterByHand({ journeyId, memberIds });
  const fold = () => foldDeals(timerCallOf(cloud));
  const ahead = (ms: number) => cloud.moveClock(instant(cloud.clock.now() + ms));
  const tags = (id: MemberId) => documentsOf(cloud, 'members').find(({ _id }) => _id === id)?.tags ?? [];
  const sumsAreExact = () => {
    for (const arm of ARMS)
      expect([arm, keptSums(cloud, arm)]).toEqual([arm, addedUp(cloud, arm, design.windowDays)]);
  };

  async function crowd(size: number): Promise<MemberId[]> {
    const { memberId } = await newcomer(cloud, 'oSample');
    const sample = documentsOf(cloud, 'members').find(({ _id }) => _id === memberId);
    const ids = Array.from({ length: size }, (_, n) => numberedMemberId(n));
    const people = ids.map((_id) => ({ ...sample, _id, welcomePoints: 'done' }));
    cloud.database.environment(cloud.env).load('members', people);
    return ids;
  }
  async function enterAll(journeyId: string, ids: readonly MemberId[]): Promise<void> {
    for (let at = 0; at < ids.length; at += 20) await enter(journeyId, ids.slice(at, at + 20));
    for (let turn = 0; turn < 3; turn += 1) await runDue(timerCallOf(cloud));
  }

  it('a crowd is dealt by halves, then the journey says 90 to 10: whoever enters again goes the same way, whoever is held out is never acted on', async () => {
    const journeyId = await publish(cloud, '两种说法', halves(50));
    const experimentId = await begin(cloud, journeyId);
    const ids = await crowd(120);
    await enterAll(journeyId, ids);
    const first = new Map(dealsOf(cloud).map(({ memberId, arm }) => [memberId, arm]));
    expect(first.size).toBe(120);
    const { saves } = await he().readJourney({ journeyId });
    await he().saveJourney({ journeyId, name: '两种说法', draft: halves(90), basedOn: saves });
    await he().publishJourney({ journeyId, basedOn: saves + 1, running: 'finish' });
    await enterAll(journeyId, ids);
    expect(new Map(dealsOf(cloud).map(({ memberId, arm }) => [memberId, arm]))).toEqual(first);
    for (const id of ids) {
      const arm = first.get(id);
      expect([id, tags(id)]).toEqual([id, arm === 'arm-1' ? ['甲'] : arm === 'arm-2' ? ['乙'] : []]);
    }
    const held = [...first].filter(([, arm]) => arm === 'holdout').map(([id]) => id);
    expect(runsIn(cloud).filter(({ memberId }) => held.includes(memberId))).toEqual([]);
    expect(runsIn(cloud)).toHaveLength(2 * (120 - held.length));
    await fold();
    const { arms, ratioChance, comparisons } = await he().readExperiment({ experimentId });
    expect(arms.map(({ share }) => share)).toEqual([2000, 4000, 4000]);
    expect(arms.reduce((sum, { dealt }) => sum + dealt, 0)).toBe(120);
    for (const { dealt, exposed, arm } of arms) expect(exposed).toBe(arm === 'holdout' ? 0 : dealt);
    expect(ratioChance).toBeGreaterThan(0.001);
    expect(new Set(comparisons.map(({ says }) => says))).toEqual(new Set(['too_early']));
    expect(await enter(journeyId, held.slice(0, 1))).toMatchObject({
      entered: 0,
      refused: [{ why: 'held_out', members: 1 }],
    });
  });

  it('what each bought in their window is in the sums once, whatever breaks; nothing is shown before the look that counts', async () => {
    const journeyId = await publish(cloud, '两种说法', halves(50));
    const people = [];
    for (const name of ['oA', 'oB', 'oC', 'oD', 'oE', 'oF']) people.push(await newcomer(cloud, name));
    for (const one of people.slice(0, 1)) await order(cloud, one.phone, 5_000);
    ahead(HOUR_MS);
    const experimentId = await begin(cloud, journeyId);
    await enterAll(
      journeyId,
      people.map(({ memberId }) => memberId),
    );
    ahead(HOUR_MS);
    for (const [n, { phone }] of people.entries()) await order(cloud, phone, 1_000 * (n + 1));
    for (const { phone } of people.slice(1, 2)) await refundAll(cloud, await order(cloud, phone, 9_000));
    await cloud.wechat.pay.deliverDue();
    await fold();
    sumsAreExact();
    ahead(8 * DAY_MS);
    for (const { phone } of people.slice(2, 3)) await order(cloud, phone, 70_000);
    const back = snapshotOf(cloud);
    cloud.faults.database.startTrace();
    await fold();
    const calls = cloud.faults.database.trace.length;
    sumsAreExact();
    const whole = ARMS.map((arm) => keptSums(cloud, arm));
    // Less what newcomers' coupons and their tier took off.
    const inWindow = 950 + 1_900 + 2_850 + 3_300 + 4_250 + 5_200;
    expect(whole.reduce((sum, { sums }) => sum + sums.y, 0)).toBe(inWindow);
    expect(whole.reduce((sum, { sums }) => sum + sums.x, 0)).toBe(4_250);
    for (const nth of drawnCalls(calls)) {
      await back();
      await dieAt(cloud, nth, () => fold().catch(() => undefined));
      await Promise.all([fold(), fold()]);
      await fold();
      expect([nth, ARMS.map((arm) => keptSums(cloud, arm))]).toEqual([nth, whole]);
    }
    const early = await he().readExperiment({ experimentId });
    expect(early.arms.map(({ figures }) => figures)).toEqual([null, null, null]);
    for (const { says, text } of early.comparisons) expect([says, text]).toEqual(['too_early', text]);
    ahead(7 * DAY_MS);
    const late = await he().readExperiment({ experimentId });
    expect(late.arms.reduce((sum, { figures }) => sum + (figures?.amountFen ?? 0), 0)).toBe(inWindow);
    expect(late.comparisons.map(({ arm, against, what }) => `${arm} ${against} ${what}`)).toHaveLength(6);
  });

  it('two of different arms who become one are counted in neither, and said to be; taken apart each is what they were', async () => {
    const journeyId = await publish(cloud, '两种说法', halves(50));
    const experimentId = await begin(cloud, journeyId, { holdoutPercent: 0 });
    const { one, two, both } = await joinTwice(cloud);
    const ids = [await memberIdOf(one), await memberIdOf(two)];
    await enterAll(journeyId, ids);
    const database = cloud.database.environment(cloud.env);
    const deal = (arm: string, at: number) =>
      database.update('experimentDeals', {
        filter: { _id: `${experimentId}:${ids[at]}` },
        modifier: { $set: { arm } },
        multi: false,
      });
    await deal('arm-1', 0);
    await deal('arm-2', 1);
    await fold();
    const before = ARMS.map((arm) => keptSums(cloud, arm));
    await join(both);
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud, MINUTE_MS);
    await fold();
    sumsAreExact();
    const merged = await he().readExperiment({ experimentId });
    expect(merged.excluded).toBe(1);
    expect(merged.arms.map(({ dealt }) => dealt)).toEqual([0, 0]);
    expect(merged.comparisons[0]?.text).toContain('1 位会员合并后分属两组');
    await undoLatest(cloud);
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud, MINUTE_MS);
    await fold();
    expect(ARMS.map((arm) => keptSums(cloud, arm))).toEqual(before);
    expect((await he().readExperiment({ experimentId })).excluded).toBe(0);
  });

  it('while a split is tried no version has other ways of it or is without it; other shares, or none tried, it may have', async () => {
    const journeyId = await publish(cloud, '两种说法', halves(50));
    const experimentId = await begin(cloud, journeyId);
    const [split, a, b] = halves(50).nodes;
    if (split?.do !== 'split' || !a || !b) throw new Error('no split');
    const third = { ...a, id: 'c' };
    const three = {
      ...split,
      arms: [34, 33, 33].map((percent, at) => ({ percent, next: 'abc'[at] ?? 'a' })),
    };
    const publishing = async (nodes: JourneyPlan['nodes']) => {
      const { saves } = await he().readJourney({ journeyId });
      await he().saveJourney({
        journeyId,
        name: '两种说法',
        draft: { ...halves(50), nodes },
        basedOn: saves,
      });
      return he().publishJourney({ journeyId, basedOn: saves + 1, running: 'finish' });
    };
    await expect(publishing([three, a, b, third])).rejects.toMatchObject({ code: 'experiment_running' });
    await expect(publishing([a])).rejects.toMatchObject({ code: 'experiment_running' });
    expect(await publishing(halves(90).nodes)).toMatchObject({ version: 2 });
    await he().endExperiment({ experimentId, winner: null });
    expect(await publishing([three, a, b, third])).toMatchObject({ version: 3 });
  });

  it('ended with a winner everybody goes its way from then on, also who was held out; who was dealt late counts nowhere', async () => {
    const journeyId = await publish(cloud, '两种说法', halves(50));
    await expect(begin(cloud, journeyId, {}, 'a')).rejects.toMatchObject({ code: 'experiment_unfit' });
    const experimentId = await begin(cloud, journeyId);
    await expect(begin(cloud, journeyId)).rejects.toMatchObject({ code: 'experiment_running' });
    const ids = await crowd(60);
    await enterAll(journeyId, ids.slice(0, 50));
    ahead(8 * DAY_MS);
    await enterAll(journeyId, ids.slice(50));
    await fold();
    const dealt = (await he().readExperiment({ experimentId })).arms;
    expect(dealt.reduce((sum, one) => sum + one.dealt, 0)).toBe(50);
    await expect(he().endExperiment({ experimentId, winner: 'holdout' })).rejects.toMatchObject({
      code: 'experiment_unfit',
    });
    expect(await he().endExperiment({ experimentId, winner: 'arm-2' })).toEqual({ state: 'ended' });
    expect(await he().endExperiment({ experimentId, winner: null })).toEqual({ state: 'ended' });
    const { comparisons, winner } = await he().readExperiment({ experimentId });
    expect(winner).toBe('arm-2');
    expect(comparisons[0]?.text).toBe('在定好的时间之前结束了，没有结论');
    ahead(HOUR_MS);
    await enterAll(journeyId, ids);
    for (const id of ids) expect(tags(id)).toContain('乙');
    const actions = documentsOf(cloud, 'auditEntries').map(({ action }) => action);
    for (const action of ['journey.beginExperiment', 'journey.endExperiment'])
      expect(actions).toContain(action);
  });
});
