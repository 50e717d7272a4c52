import { instant, MINUTE_MS } from '@contracts/primitives/time';
import type { JobAct } from '@contracts/audience/audience-jobs';
import { runSegmentJobs } from '../../../cloudfunctions/journey/segments/run-segment-jobs';
import { newcomer, untilTold, type Somebody } from '../../stage/audience/told-life';
import { dieAt, snapshotOf } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { planOf, publish, runsIn, tagAs } from '../../stage/journey/journey-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { checkoutOf } from '../../stage/points-stage';
import { drawnCalls } from '../../stage/property';
import { documentsOf, phoneOf } from '../../stage/stage';

jest.setTimeout(600_000);

describe('a journey and something to do for a segment', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const runHere = () => {
    const { store, now } = checkoutOf(cloud);
    return runSegmentJobs({ store, now: now(), outOfTime: () => false });
  };
  const crowd = async (size: number) => {
    const people: Somebody[] = [];
    for (let n = 0; n < size; n += 1) people.push(await newcomer(cloud, `oFollow-${n}`));
    await untilTold(cloud);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
    return people;
  };
  const begin = async (act: JobAct) => {
    const { job } = await he().audience.prepareJob({ segmentId: 'seg_everyone', act, reason: '周六活动' });
    await he().audience.beginJob({ jobId: job.id });
    return job;
  };
  const latest = async () => (await he().audience.listJobs({ cursor: null })).jobs[0];
  const task = (who: 'staff' | 'leader') => ({
    do: 'task' as const,
    for: who,
    title: '打电话问问',
    note: '',
    dueDays: 2,
  });
  const again = { trigger: { on: 'hand' as const }, entry: { again: 'never' as const } };

  it('everybody enters once, as its entry rule allows; who wants nothing picked for them, who is frozen and who was in it before are left out and said to be', async () => {
    const [unwilling, frozen, before, ...rest] = await crowd(7);
    if (!unwilling || !frozen || !before) throw new Error('nobody');
    await unwilling.phone.message.saveSettings({ mutedKinds: [], quietHours: null, personalised: false });
    await he().office.freezeMember({ memberId: frozen.memberId, frozen: true, reason: '疑似刷单' });
    const journeyId = await publish(cloud, '周六', planOf([tagAs('a', '来过', null)], again));
    await he().journey.enterByHand({ journeyId, memberIds: [before.memberId] });
    const job = await begin({ do: 'journey', journeyId });
    expect(job).toMatchObject({ what: '周六', members: 7 });
    for (let minute = 0; minute < 6; minute += 1) await pass(cloud, MINUTE_MS);
    const done = await latest();
    expect(done).toMatchObject({ state: 'done', done: 4 });
    expect([...(done?.skipped ?? [])].sort((a, b) => (a.why < b.why ? -1 : 1))).toEqual([
      { why: 'not_wanted', members: 1 },
      { why: 'owner_frozen', members: 1 },
      { why: 'was_in', members: 1 },
    ]);
    for (const { memberId } of rest)
      expect(documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)?.tags).toEqual(['来过']);
    const act = { do: 'journey' as const, journeyId };
    const refused = [
      ['paused', 'journey_paused'],
      ['ended', 'journey_over'],
    ] as const;
    for (const [to, code] of refused) {
      await he().journey.setJourneyStatus({ journeyId, to });
      const prepared = he().audience.prepareJob({ segmentId: 'seg_everyone', act, reason: '周六活动' });
      await expect(prepared).rejects.toMatchObject({ code });
    }
  });

  it('somebody is to do something for each: staff see what is due, say what came of it; who has no leader has nobody for it', async () => {
    const [unwilling] = await crowd(3);
    if (!unwilling) throw new Error('nobody');
    await unwilling.phone.message.saveSettings({ mutedKinds: [], quietHours: null, personalised: false });
    await begin(task('staff'));
    await pass(cloud, MINUTE_MS);
    await pass(cloud, MINUTE_MS);
    expect(await latest()).toMatchObject({
      state: 'done',
      done: 2,
      skipped: [{ why: 'not_wanted', members: 1 }],
    });
    const { tasks } = await he().journey.listTasks({ state: 'open', cursor: null });
    expect(tasks).toHaveLength(2);
    const [first, second] = tasks;
    if (!first || !second) throw new Error('nothing to do');
    expect(first).toMatchObject({ for: 'staff', title: '打电话问问', leader: null, done: null });
    expect(first.from).not.toBe('');
    await he().journey.finishTask({ taskId: first.taskId, note: '周末会来' });
    expect((await he().journey.listTasks({ state: 'done', cursor: null })).tasks).toMatchObject([
      { taskId: first.taskId, done: { note: '周末会来' } },
    ]);
    // What was done last stands first, whatever was due before.
    cloud.moveClock(instant(cloud.clock.now() + MINUTE_MS));
    await he().journey.finishTask({ taskId: second.taskId, note: '不来了' });
    expect((await he().journey.listTasks({ state: 'done', cursor: null })).tasks).toMatchObject([
      { taskId: second.taskId },
      { taskId: first.taskId },
    ]);
    await begin(task('leader'));
    for (let minute = 0; minute < 6; minute += 1) await pass(cloud, MINUTE_MS);
    const skipped = (await latest())?.skipped ?? [];
    expect(skipped).toContainEqual({ why: 'no_leader', members: 2 });
  });

  it.each(['journey', 'task'] as const)(
    '%s: wherever it breaks, it ends where it would have ended',
    async (what) => {
      await crowd(6);
      const journeyId = await publish(cloud, '周六', planOf([tagAs('a', '来过', null)], again));
      await begin(what === 'task' ? task('staff') : { do: 'journey', journeyId });
      const back = snapshotOf(cloud);
      const end = () => ({
        jobs: documentsOf(cloud, 'audienceJobs').map(({ wakeAt: _wakeAt, ...one }) => one),
        tasks: documentsOf(cloud, 'journeyTasks')
          .map(({ _id }) => _id)
          .sort(),
        runs: runsIn(cloud)
          .map(({ memberId }) => memberId)
          .sort(),
      });
      cloud.faults.database.startTrace();
      await runHere();
      const calls = cloud.faults.database.trace.length;
      const whole = end();
      expect(whole.jobs).toMatchObject([{ state: 'done', done: 6 }]);
      expect(what === 'task' ? whole.tasks : whole.runs).toHaveLength(6);
      for (const nth of drawnCalls(calls)) {
        await back();
        await dieAt(cloud, nth, () => runHere().catch(() => undefined));
        await runHere();
        expect({ nth, end: end() }).toEqual({ nth, end: whole });
      }
    },
  );
});
