import type { JobAct } from '@contracts/audience/audience-jobs';
import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { runSegmentJobs } from '../../../cloudfunctions/journey/segments/run-segment-jobs';
import { newcomer, untilCounted } from '../../stage/audience/told-life';
import { dieAt, joinTwice, memberIdOf } from '../../stage/identity-stage';
import { order, pass } from '../../stage/invite-stage';
import { planOf, publish, runsIn, tagAs, waitFor } from '../../stage/journey/journey-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { checkoutOf } from '../../stage/points-stage';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';

jest.setTimeout(600_000);

describe('whom a job concerns is settled when it is prepared', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const runHere = () => {
    const { store, now } = checkoutOf(cloud);
    return runSegmentJobs({ store, now: now(), outOfTime: () => false });
  };
  const ahead = (ms: number) => cloud.moveClock(instant(cloud.clock.now() + ms));
  const prepare = async (act: JobAct, segmentId = 'seg_everyone') =>
    (await he().audience.prepareJob({ segmentId, act, reason: '周六活动' })).job;
  const latest = async () => (await he().audience.listJobs({ cursor: null })).jobs[0];
  const byHand = { trigger: { on: 'hand' as const }, entry: { again: 'never' as const } };
  const journey = () => publish(cloud, '周六', planOf([tagAs('a', '来过', null)], byHand));
  const task = { do: 'task' as const, for: 'staff' as const, title: '打电话', note: '', dueDays: 2 };

  it('who became a part of somebody else lets nobody in who was not on the list', async () => {
    const { two, both } = await joinTwice(cloud);
    const gone = await memberIdOf(two);
    await he().office.tagMember({ memberId: gone, add: ['名单'], remove: [], reason: '手工改' });
    const { segmentId } = await he().audience.saveSegment({
      segmentId: null,
      name: '名单',
      rule: { if: 'tag', anyOf: ['名单'] },
      basedOn: 0,
    });
    await untilCounted(cloud);
    const journeyId = await journey();
    const job = await prepare({ do: 'journey', journeyId }, segmentId);
    expect(job.members).toBe(1);
    await both.identityMap.linkMine({});
    await he().audience.beginJob({ jobId: job.id });
    await runHere();
    expect(await latest()).toMatchObject({ done: 0, skipped: [{ why: 'no_longer', members: 1 }] });
    expect(runsIn(cloud)).toEqual([]);
  });

  it('who entered before the sweep died is counted as entered, whatever became of them since', async () => {
    for (const name of ['oA', 'oB', 'oC']) await newcomer(cloud, name);
    await untilCounted(cloud);
    const journeyId = await journey();
    const job = await prepare({ do: 'journey', journeyId });
    await he().audience.beginJob({ jobId: job.id });
    for (let nth = 1; runsIn(cloud).length === 0; nth += 1)
      await dieAt(cloud, nth, () => runHere().catch(() => undefined));
    const [inside] = runsIn(cloud);
    if (!inside) throw new Error('nobody entered');
    const frozen = { memberId: inside.memberId, frozen: true, reason: '疑似刷单' };
    await he().office.freezeMember(frozen);
    await runHere();
    expect(await latest()).toMatchObject({ state: 'done', done: runsIn(cloud).length });
  });

  it('a day later it is begun by nobody; its list is no list any more', async () => {
    await newcomer(cloud, 'oA');
    await untilCounted(cloud);
    const job = await prepare(task);
    ahead(DAY_MS);
    await expect(he().audience.beginJob({ jobId: job.id })).rejects.toMatchObject({ code: 'job_over' });
    await runHere();
    await runHere();
    expect(await latest()).toMatchObject({ state: 'closed', done: 0 });
    await expect(
      he().audience.listAudienceMembers({ audienceId: job.audienceId, cursor: null }),
    ).rejects.toMatchObject({ code: 'audience_not_found' });
    expect(documentsOf(cloud, 'journeyTasks')).toEqual([]);
  });

  it('what was bought before it was begun is no goal of the journey', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    await untilCounted(cloud);
    const goal = { fact: 'paid' as const, withinMinutes: 7 * 24 * 60 };
    const plan = planOf([waitFor('w', 10, 'a'), tagAs('a', '来过', null)], { ...byHand, goal });
    const journeyId = await publish(cloud, '周六', plan);
    const job = await prepare({ do: 'journey', journeyId });
    ahead(HOUR_MS);
    await order(cloud, ann.phone, 10_000);
    ahead(HOUR_MS);
    await he().audience.beginJob({ jobId: job.id });
    for (let minute = 0; minute < 4; minute += 1) await pass(cloud, MINUTE_MS);
    expect(runsIn(cloud).map(({ memberId, how }) => [memberId, how])).toEqual([[ann.memberId, null]]);
  });

  it('nobody gives value to themself through a journey either', async () => {
    const { member } = await he().member.join({ leaderCode: null, phoneCode: null });
    await untilCounted(cloud);
    const node = { do: 'points' as const, id: 'p', points: 50_000, reason: '活动', next: null };
    const journeyId = await publish(cloud, '送分', planOf([node], byHand));
    const job = await prepare({ do: 'journey', journeyId });
    await he().audience.beginJob({ jobId: job.id });
    await runHere();
    expect(await latest()).toMatchObject({ done: 0, skipped: [{ why: 'own_affair', members: 1 }] });
    const other = await newcomer(cloud, 'oAnn');
    const both = { journeyId, memberIds: [other.memberId, member.memberId] };
    await expect(he().journey.enterByHand(both)).rejects.toMatchObject({ code: 'own_affair' });
    expect(runsIn(cloud)).toEqual([]);
  });

  it('an entry by hand is told with it, wherever it breaks, and counts the same heard again', async () => {
    const people = [await newcomer(cloud, 'oAnn'), await newcomer(cloud, 'oBo')];
    const journeyId = await journey();
    const requestId = newTestRequest();
    const wish = { journeyId, memberIds: people.map(({ memberId }) => memberId) };
    const enter = () => he().journey.enterByHand(wish, { requestId });
    for (let nth = 1; runsIn(cloud).length === 0; nth += 1)
      await dieAt(cloud, nth, () => enter().catch(() => undefined));
    const told = () =>
      documentsOf(cloud, 'auditEntries')
        .filter(({ action }) => action === 'journey.enterByHand')
        .map(({ subjectId }) => subjectId)
        .sort();
    const inside = () =>
      runsIn(cloud)
        .map(({ memberId }) => memberId)
        .sort();
    expect(told()).toEqual(inside());
    expect(await enter()).toEqual({ entered: 2, refused: [] });
    expect(told()).toEqual(inside());
  });
});
