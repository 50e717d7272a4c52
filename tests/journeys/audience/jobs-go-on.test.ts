import { couponTemplateId } from '@contracts/values';
import type { JobAct } from '@contracts/audience/audience-jobs';
import { MINUTE_MS } from '@contracts/primitives/time';
import { runSegmentJobs } from '../../../cloudfunctions/journey/segments/run-segment-jobs';
import { newcomer, untilCounted } from '../../stage/audience/told-life';
import { dieAt, joinTwice, memberIdOf, snapshotOf, undoLatest } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { checkoutOf } from '../../stage/points-stage';
import { documentsOf, phoneOf } from '../../stage/stage';

jest.setTimeout(600_000);

describe('what was begun for a segment goes on', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const runHere = () => {
    const { store, now } = checkoutOf(cloud);
    return runSegmentJobs({ store, now: now(), outOfTime: () => false });
  };
  const begin = async (act: JobAct) => {
    const { job } = await he().audience.prepareJob({ segmentId: 'seg_everyone', act, reason: '周六活动' });
    await he().audience.beginJob({ jobId: job.id });
    return job.id;
  };
  const jobOf = (id: string) => documentsOf(cloud, 'audienceJobs').find(({ _id }) => _id === id);
  const tagged = () =>
    documentsOf(cloud, 'members')
      .filter(({ tags }) => tags.includes('早鸟'))
      .map(({ _id }) => _id);

  it('a tag is taken back from whoever absorbed who got it, and stays taken when they part', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const [kept, part] = [await memberIdOf(one), await memberIdOf(two)];
    await he().office.tagMember({ memberId: kept, add: ['早鸟'], remove: [], reason: '老顾客' });
    await untilCounted(cloud);
    const jobId = await begin({ do: 'tag', tag: '早鸟' });
    await runHere();
    expect(tagged().sort()).toEqual([kept, part].sort());
    const back = snapshotOf(cloud);
    for (const own of [true, false]) {
      await back();
      // With a tag of their own the tag stays, without it goes with the one it came with.
      const letGo = { memberId: kept, add: [], remove: [], release: ['早鸟'], reason: '手工改' };
      if (!own) await he().office.tagMember(letGo);
      await both.identityMap.linkMine({});
      await he().audience.undoJob({ jobId });
      await runHere();
      await undoLatest(cloud);
      await pass(cloud, MINUTE_MS);
      expect({ own, tagged: tagged() }).toEqual({ own, tagged: own ? [kept] : [] });
      expect(jobOf(jobId)).toMatchObject({ state: 'undone', undone: 1 });
    }
  });

  it('who got coupons before the sweep died is counted so, frozen or unwilling since', async () => {
    const people = [await newcomer(cloud, 'oA'), await newcomer(cloud, 'oB')];
    await untilCounted(cloud);
    const templateId = couponTemplateId.parse('tpl_weekend-15');
    const jobId = await begin({ do: 'coupon', templateId, quantity: 1 });
    const given = () => documentsOf(cloud, 'coupons').filter(({ grantId }) => grantId.includes('manual'));
    for (let nth = 1; given().length < 2; nth += 1)
      await dieAt(cloud, nth, () => runHere().catch(() => undefined));
    const [frozen, unwilling] = people;
    if (!frozen || !unwilling || jobOf(jobId)?.state !== 'running') throw new Error('nothing was cut off');
    await he().office.freezeMember({ memberId: frozen.memberId, frozen: true, reason: '疑似刷单' });
    await unwilling.phone.message.saveSettings({ mutedKinds: [], quietHours: null, personalised: false });
    await runHere();
    expect(jobOf(jobId)).toMatchObject({ state: 'done', done: 2, skipped: [] });
    expect(given()).toHaveLength(2);
  });

  it('each is on a page, also with many newer ones', async () => {
    await newcomer(cloud, 'oA');
    await untilCounted(cloud);
    const first = await begin({ do: 'tag', tag: '早鸟' });
    const known = jobOf(first);
    if (!known) throw new Error('no job');
    const older = Array.from({ length: 24 }, (_, n) => ({
      ...known,
      _id: `job_older-${n}`,
      state: 'done' as const,
      at: known.at - n - 1,
      wakeAt: null,
    }));
    await cloud.database.environment(cloud.env).insert('audienceJobs', older);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await he().audience.listJobs({ cursor });
      seen.push(...page.jobs.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([first, ...older.map(({ _id }) => _id)]);
  });

  it('one that cannot be done stands aside and holds up no other', async () => {
    await newcomer(cloud, 'oA');
    await untilCounted(cloud);
    const stuck = await begin({ do: 'tag', tag: '早鸟' });
    const task = { do: 'task' as const, for: 'staff' as const, title: '打电话', note: '', dueDays: 2 };
    const next = await begin(task);
    // As the database holds it, past every schema: of the list of the first.
    const write = (version: unknown) =>
      cloud.database.environment(cloud.env).update('segmentChunks', {
        filter: { _id: `${jobOf(stuck)?.frozen}:0` },
        modifier: { $set: { version } },
        multi: false,
      });
    await write('poison');
    await runHere();
    expect([jobOf(stuck)?.state, jobOf(next)?.state]).toEqual(['running', 'done']);
    const { documents } = await he().message.listQuarantine({ cursor: null });
    expect(documents).toMatchObject([{ id: stuck, trouble: 'audience_job_stuck', count: 1 }]);
    await write(1);
    await pass(cloud, 2 * MINUTE_MS);
    await runHere();
    expect(jobOf(stuck)).toMatchObject({ state: 'done', done: 1 });
  });
});
