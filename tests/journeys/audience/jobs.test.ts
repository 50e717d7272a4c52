import { couponTemplateId } from '@contracts/values';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { runSegmentJobs } from '../../../cloudfunctions/journey/segments/run-segment-jobs';
import { newcomer, untilTold, type Somebody } from '../../stage/audience/told-life';
import { dieAt, joinTwice, snapshotOf } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { checkoutOf } from '../../stage/points-stage';
import { documentsOf, phoneOf } from '../../stage/stage';
import { drawnCalls } from '../../stage/property';

jest.setTimeout(600_000);

const TEMPLATE = couponTemplateId.parse('tpl_weekend-15');

describe('coupons and tags for a segment', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const tagsOf = ({ memberId }: Somebody) =>
    documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)?.tags ?? [];
  const runHere = () => {
    const { store, now } = checkoutOf(cloud);
    return runSegmentJobs({ store, now: now(), outOfTime: () => false });
  };
  const latest = async () => (await he().audience.listJobs({ cursor: null })).jobs[0];
  const added = ({ done, skipped }: { done: number; skipped: { members: number }[] }) =>
    done + skipped.reduce((sum, { members }) => sum + members, 0);
  /** So many who joined, all of whom are newcomers and counted. */
  const crowd = async (size: number) => {
    const people: Somebody[] = [];
    for (let n = 0; n < size; n += 1) people.push(await newcomer(cloud, `oJob-${n}`));
    await untilTold(cloud);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
    return people;
  };
  const tagJob = (tag: string) =>
    he().audience.prepareJob({ segmentId: 'seg_newcomer', act: { do: 'tag', tag }, reason: '周六活动' });

  it('gives everybody who was in it then, leaves out who wants nothing picked for them, and adds up to what was shown', async () => {
    const people = await crowd(8);
    const [unwilling, leaving] = people;
    if (!unwilling || !leaving) throw new Error('nobody');
    await unwilling.phone.message.saveSettings({ mutedKinds: [], quietHours: null, personalised: false });
    const act = { do: 'coupon' as const, templateId: TEMPLATE, quantity: 1 };
    const { job } = await he().audience.prepareJob({ segmentId: 'seg_newcomer', act, reason: '周六活动' });
    expect(job).toMatchObject({ state: 'prepared', members: 8, done: 0, reason: '周六活动' });
    const late = await newcomer(cloud, 'oLate');
    await leaving.phone.identityMap.requestClosure({});
    await untilTold(cloud, 8 * DAY_MS);
    await expect(he().audience.beginJob({ jobId: job.id })).rejects.toMatchObject({ code: 'job_over' });

    const again = await he().audience.prepareJob({ segmentId: 'seg_everyone', act, reason: '周六活动' });
    const issued = () => documentsOf(cloud, 'coupons').filter(({ grantId }) => grantId.includes('manual'));
    const before = issued().length;
    expect(again.job.members).toBe(8);
    await he().audience.beginJob({ jobId: again.job.id });
    await he().audience.beginJob({ jobId: again.job.id });
    await pass(cloud, MINUTE_MS);
    await pass(cloud, MINUTE_MS);
    expect(await latest()).toMatchObject({
      state: 'done',
      members: 8,
      done: 7,
      skipped: [{ why: 'not_wanted', members: 1 }],
    });
    expect(issued().length - before).toBe(7);
    expect(issued().map(({ memberId }) => memberId)).not.toContain(unwilling.memberId);
    expect(issued().map(({ memberId }) => memberId)).toContain(late.memberId);
    const { entries } = await he().office.readMemberTimeline({ memberId: late.memberId, cursor: null });
    const given = entries.filter(({ what, reason }) => what === 'coupon_issued' && reason !== null);
    expect(given).toMatchObject([{ reason: '周六活动', coupons: 1, by: { name: '运营小何' } }]);
    await expect(he().audience.undoJob({ jobId: again.job.id })).rejects.toMatchObject({
      code: 'job_not_undoable',
    });
    const actions = documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'audience.beginJob');
    expect(actions).toMatchObject([{ reason: '周六活动', detail: { members: 8 } }]);
    const settled = documentsOf(cloud, 'auditEntries').filter(
      ({ action }) => action === 'audience.freezeSet',
    );
    expect(settled).toHaveLength(2);
  });

  it('a tag is put with who and why, and taken back from those alone who got it by this', async () => {
    const people = await crowd(7);
    const [had, first] = people;
    if (!had || !first) throw new Error('nobody');
    await he().office.tagMember({ memberId: had.memberId, add: ['早鸟'], remove: [], reason: '老顾客' });
    const { job } = await tagJob('早鸟');
    await he().audience.beginJob({ jobId: job.id });
    await pass(cloud, MINUTE_MS);
    await pass(cloud, MINUTE_MS);
    const done = await latest();
    expect(done).toMatchObject({ state: 'done', done: 6, skipped: [{ why: 'has_it', members: 1 }] });
    expect(done && added(done)).toBe(job.members);
    expect(people.map(tagsOf)).toEqual(people.map(() => ['早鸟']));
    const entry = documentsOf(cloud, 'auditEntries').find(
      ({ action, subjectId }) => action === 'audience.giveTag' && subjectId === first.memberId,
    );
    expect(entry).toMatchObject({ reason: '周六活动', after: { tags: '早鸟' }, staffName: job.byName });
    const { entries } = await he().office.readMemberTimeline({ memberId: first.memberId, cursor: null });
    expect(entries.find(({ what }) => what === 'audience.giveTag')).toMatchObject({
      reason: '周六活动',
      by: { name: job.byName },
    });
    await untilTold(cloud);
    expect(documentsOf(cloud, 'features').filter(({ of }) => of?.tags.includes('早鸟'))).toHaveLength(7);

    await he().audience.undoJob({ jobId: job.id });
    await he().audience.undoJob({ jobId: job.id });
    await pass(cloud, MINUTE_MS);
    await pass(cloud, MINUTE_MS);
    expect(await latest()).toMatchObject({ state: 'undone', undone: 6 });
    expect(people.map(tagsOf)).toEqual([['早鸟'], [], [], [], [], [], []]);
    const undone = documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'audience.undoJob');
    expect(undone).toMatchObject([{ reason: '周六活动' }]);
    await pass(cloud, 31 * DAY_MS);
    await pass(cloud, MINUTE_MS);
    await runHere();
    const left = documentsOf(cloud, 'segmentChunks').filter(({ key }) => !key.includes('@'));
    expect(left).toEqual([]);
  });

  it('whoever went into another is left out and said to be', async () => {
    const { both } = await joinTwice(cloud);
    await untilTold(cloud);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
    const { job } = await tagJob('早鸟');
    await both.identityMap.linkMine({});
    await he().audience.beginJob({ jobId: job.id });
    await runHere();
    expect(await latest()).toMatchObject({
      members: 2,
      done: 1,
      skipped: [{ why: 'no_longer', members: 1 }],
    });
  });

  it.each(['coupon', 'tag'] as const)(
    '%s: wherever it breaks, it ends where it would have ended',
    async (what) => {
      // Of tags two slices; a coupon's calls are many.
      const size = what === 'tag' ? 6 : 2;
      await crowd(size);
      const act =
        what === 'tag'
          ? { do: 'tag' as const, tag: '早鸟' }
          : { do: 'coupon' as const, templateId: TEMPLATE, quantity: 1 };
      const { job } = await he().audience.prepareJob({ segmentId: 'seg_newcomer', act, reason: '周六活动' });
      await he().audience.beginJob({ jobId: job.id });
      const back = snapshotOf(cloud);
      const end = () => ({
        jobs: documentsOf(cloud, 'audienceJobs').map(({ wakeAt: _wakeAt, ...one }) => one),
        tags: documentsOf(cloud, 'members').map(({ _id, tags }) => ({ _id, tags })),
        coupons: documentsOf(cloud, 'coupons')
          .map(({ _id }) => _id)
          .sort(),
      });
      cloud.faults.database.startTrace();
      await runHere();
      const calls = cloud.faults.database.trace.length;
      const whole = end();
      expect(calls).toBeGreaterThan(10);
      expect(whole.jobs).toMatchObject([{ state: 'done', done: size }]);
      for (const nth of drawnCalls(calls)) {
        await back();
        await dieAt(cloud, nth, () => runHere().catch(() => undefined));
        await runHere();
        expect({ nth, end: end() }).toEqual({ nth, end: whole });
      }
    },
  );
});
