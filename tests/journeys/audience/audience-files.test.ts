import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { join, joinTwice, memberIdOf } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';

jest.setTimeout(600_000);

describe('whoever was settled', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const owner = () => phoneOf(cloud, 'owner-li');
  const counted = async () => {
    await untilTold(cloud);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
  };
  const wish = { format: 'csv' as const, withPhones: false, reason: '周六活动' };
  const linesOf = async (exportId: string): Promise<string[]> => {
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud, MINUTE_MS);
    const fileId = documentsOf(cloud, 'exports').find(({ _id }) => _id === exportId)?.fileId;
    const content = fileId && cloud.storage.read(fileId);
    if (!content) throw new Error('no file');
    return Buffer.from(content).toString('utf8').trimEnd().split('\r\n').slice(1, -1);
  };

  it('is a list and a file: who came later is in neither, who went into another is in neither, and nobody is twice', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const gone = await memberIdOf(two);
    const crowd = [await memberIdOf(one)];
    for (let n = 0; n < 34; n += 1) crowd.push((await newcomer(cloud, `oFile-${n}`)).memberId);
    await counted();
    const act = { do: 'tag' as const, tag: '周六' };
    const { job } = await he().audience.prepareJob({ segmentId: 'seg_everyone', act, reason: '周六活动' });
    expect(job.members).toBe(36);
    await newcomer(cloud, 'oLater');
    await join(both);
    await counted();

    const { audienceId } = job;
    const first = await he().audience.listAudienceMembers({ audienceId, cursor: null });
    const second = await he().audience.listAudienceMembers({ audienceId, cursor: first.nextCursor });
    expect(second.nextCursor).toBeNull();
    expect(first.total).toBe(36);
    const listed = [...first.members, ...second.members].map(({ memberId }) => memberId);
    const kept = documentsOf(cloud, 'members').filter(({ status }) => status === 'active');
    const those = [...crowd, gone].filter((id) => kept.some(({ _id }) => _id === id));
    expect(those).toHaveLength(35);
    expect([...listed].sort()).toEqual([...those].sort());

    const requestId = newTestRequest();
    const begun = await he().office.exportAudience({ of: { audienceId }, ...wish }, { requestId });
    expect(await he().office.exportAudience({ of: { audienceId }, ...wish }, { requestId })).toEqual(begun);
    expect(begun.export).toMatchObject({ list: 'members', of: { rows: 36, more: false } });
    expect(await linesOf(begun.export.exportId)).toHaveLength(35);
  });

  it('a segment as a file is whoever is in it when it is asked for', async () => {
    await newcomer(cloud, 'oNow');
    await counted();
    const { export: file } = await he().office.exportAudience({
      of: { segmentId: 'seg_newcomer' },
      ...wish,
    });
    const late = await newcomer(cloud, 'oAfterwards');
    expect(await linesOf(file.exportId)).toHaveLength(1);
    expect(late.memberId).not.toBe('');
    const told = documentsOf(cloud, 'auditEntries').filter(
      ({ action }) => action === 'office.exportAudience',
    );
    expect(told).toMatchObject([{ reason: '周六活动', detail: { members: 1, segmentId: 'seg_newcomer' } }]);
    // A day later the file is over, and the list that was settled for it.
    expect(documentsOf(cloud, 'frozenAudiences')).toHaveLength(1);
    await pass(cloud, DAY_MS);
    await pass(cloud, MINUTE_MS);
    expect(documentsOf(cloud, 'frozenAudiences')).toEqual([]);
    expect(documentsOf(cloud, 'segmentChunks').filter(({ key }) => key.startsWith('fro_'))).toEqual([]);
  });

  it('whole numbers are the owner’s alone; nobody who was never settled', async () => {
    await newcomer(cloud, 'oNumber');
    await counted();
    const of = { segmentId: 'seg_everyone' };
    const whole = { ...wish, withPhones: true };
    await expect(he().office.exportAudience({ of, ...whole })).rejects.toMatchObject({ code: 'not_allowed' });
    await owner().office.exportAudience({ of, ...whole });
    const none = { audienceId: 'fro_none' };
    await expect(he().office.exportAudience({ of: none, ...wish })).rejects.toMatchObject({
      code: 'audience_not_found',
    });
    await expect(he().audience.listAudienceMembers({ ...none, cursor: null })).rejects.toMatchObject({
      code: 'audience_not_found',
    });
    await expect(phoneOf(cloud, 'clerk-zhou').office.exportAudience({ of, ...wish })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});
