import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { describeCall } from '../../../local/cloudbase/gateway';
import { CHEN, CHEN_CODE, neighbour } from '../../stage/leader-stage';
import { STORE } from '../../stage/payment-stage';
import { readQrCode } from '../../stage/watch/read-qr-code';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../stage/stage';
import { drawnEntries } from '../../stage/property';

const cloud = sharedCloud();

const operator = () => phoneOf(cloud, 'operator-he').leader;
const sweepAt = async (ms: number) => {
  cloud.moveClock(NOON + ms);
  await cloud.triggerTimers();
};
const application = { name: '王阿姨', storeId: STORE, groupName: '锦绣里团购群', phoneCode: null };
const joined = async (someone: Phone, withPhone = true) => {
  await someone.member.join({
    leaderCode: null,
    phoneCode: withPhone ? await someone.phoneCode() : null,
  });
  return someone;
};
const waitingOne = async () => {
  const [found] = (await operator().listApplications({ status: 'waiting', cursor: null })).applications;
  if (!found) throw new Error('nobody applied');
  return found;
};

describe('becoming a leader', () => {
  it('a member applies; the number is stored encrypted and shown masked; the operator approves; the code works', async () => {
    const wang = await joined(phoneOf(cloud, 'shopper-wang'));
    await wang.leader.apply(application);
    const shown = await waitingOne();
    expect(shown).toMatchObject({ name: '王阿姨', phone: '139****9000', storeName: '幸福里店' });
    expect(JSON.stringify(documentsOf(cloud, 'leaderApplications'))).not.toContain('13900139000');
    expect((await wang.leader.readMyApplication({})).application).toMatchObject({ status: 'waiting' });
    const { applicationId } = shown;
    const requestId = newTestRequest();
    for (const _again of [1, 2])
      expect(await operator().tellApplicantPhone({ applicationId }, { requestId })).toEqual({
        phone: '+8613900139000',
      });
    await operator().decideApplication({ applicationId, decision: 'approve' });
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toEqual([
      'leader.tellApplicantPhone',
      'leader.approveApplication',
    ]);
    expect(await wang.leader.readMyApplication({})).toMatchObject({
      isLeader: true,
      application: { status: 'approved' },
    });
    const code = await wang.leader.readMyCode({});
    expect(code).toMatchObject({ leaderName: '王阿姨', storeName: '幸福里店', status: 'active' });
    const shopper = neighbour(cloud, 1);
    expect(await shopper.member.resolveCode({ leaderCode: code.leaderCode })).toMatchObject({
      codeState: 'active',
      leader: { name: '王阿姨' },
    });
    await shopper.member.join({ leaderCode: code.leaderCode, phoneCode: null });
    expect((await wang.leader.readFigures({})).totals.joins).toBe(1);
    await sweepAt(MINUTE_MS);
    expect((await wang.message.listInbox({ cursor: null })).messages).toMatchObject([
      { kind: 'leader_application', title: '你的团长申请通过了', page: 'leader/pages/leader-code/index' },
    ]);
  });

  it('a refusal needs a reason, the applicant reads it and may apply again', async () => {
    const wang = await joined(phoneOf(cloud, 'shopper-wang'));
    await wang.leader.apply(application);
    const { applicationId } = await waitingOne();
    await operator().decideApplication({ applicationId, decision: 'refuse', reason: '小区已有团长' });
    await sweepAt(MINUTE_MS);
    expect((await wang.message.listInbox({ cursor: null })).messages[0]?.lines[0]).toBe('原因：小区已有团长');
    await wang.leader.apply({ ...application, groupName: '翠湖里群' });
    const again = await waitingOne();
    expect(again).toMatchObject({ groupName: '翠湖里群', refusedBefore: 1 });
    await operator().decideApplication({ applicationId, decision: 'approve' });
    await sweepAt(2 * MINUTE_MS);
    expect((await wang.message.listInbox({ cursor: null })).messages).toHaveLength(2);
  });

  it('applying twice, deciding twice and a lost answer change nothing', async () => {
    const wang = await joined(phoneOf(cloud, 'shopper-wang'));
    const requestId = newTestRequest();
    const first = await wang.leader.apply(application, { requestId });
    expect(await wang.leader.apply(application, { requestId })).toEqual(first);
    await expect(wang.leader.apply(application)).rejects.toMatchObject({ code: 'application_waiting' });
    const { applicationId } = first.application;
    const decide = { applicationId, decision: 'approve' as const };
    const decision = newTestRequest();
    cloud.faults.apply({ target: 'function', name: 'leader', kind: 'drop-after', times: 1 });
    await operator().decideApplication(decide, { requestId: decision });
    await operator().decideApplication(decide, { requestId: decision });
    await expect(operator().decideApplication(decide)).rejects.toMatchObject({ code: 'application_decided' });
    await expect(wang.leader.apply(application)).rejects.toMatchObject({ code: 'leader_already' });
    expect(documentsOf(cloud, 'leaders')).toHaveLength(2);
    expect(documentsOf(cloud, 'leaderCodes')).toHaveLength(2);
  });

  it('two operators decide at once: one decision stands', async () => {
    const wang = await joined(phoneOf(cloud, 'shopper-wang'));
    const { applicationId } = (await wang.leader.apply(application)).application;
    const owner = phoneOf(cloud, 'owner-li').leader;
    const answers = await Promise.allSettled([
      operator().decideApplication({ applicationId, decision: 'approve' }),
      owner.decideApplication({ applicationId, decision: 'refuse', reason: '重复' }),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const approved = (await wang.leader.readMyApplication({})).application?.status === 'approved';
    expect(documentsOf(cloud, 'leaders')).toHaveLength(approved ? 2 : 1);
  });

  it('without any number one is asked for it; a number from WeChat’s button will do', async () => {
    const wang = await joined(phoneOf(cloud, 'shopper-wang'), false);
    await expect(wang.leader.apply(application)).rejects.toMatchObject({ code: 'leader_phone_needed' });
    const phoneCode = await wang.phoneCode();
    expect((await wang.leader.apply({ ...application, phoneCode })).application.phone).toBe('139****9000');
  });

  it('every database call of an approval may fail: there is one leader, one code, one role, one message', async () => {
    const prepare = async () => {
      await cloud.reset();
      const wang = await joined(phoneOf(cloud, 'shopper-wang'));
      return (await wang.leader.apply(application)).application.applicationId;
    };
    const applicationId = await prepare();
    cloud.faults.database.startTrace();
    await operator().decideApplication({ applicationId, decision: 'approve' });
    const calls = cloud.faults.database.trace.map(describeCall);
    for (const [nth, kind] of (['drop-after', 'conflict'] as const).entries())
      for (const [position, call] of drawnEntries(calls, 2 * nth)) {
        const id = await prepare();
        cloud.faults.apply({ target: 'database', nth: position + 1, kind });
        await operator().decideApplication({ applicationId: id, decision: 'approve' });
        const found = {
          leaders: documentsOf(cloud, 'leaders').length,
          codes: documentsOf(cloud, 'leaderCodes').length,
          told: documentsOf(cloud, 'reminders').filter(({ kind: name }) => name === 'leader_application')
            .length,
          audits: documentsOf(cloud, 'auditEntries').length,
        };
        expect({ call, kind, ...found }).toEqual({ call, kind, leaders: 2, codes: 2, told: 1, audits: 1 });
      }
  });
});

describe('a paused leader', () => {
  it('the landing page says so, joins are attributed to nobody, and resuming lets the code count again', async () => {
    const pause = { leaderId: CHEN, status: 'paused' as const, reason: '休假' };
    expect((await operator().setLeaderStatus(pause)).leader).toMatchObject({
      status: 'paused',
      reason: '休假',
    });
    await operator().setLeaderStatus(pause);
    const one = neighbour(cloud, 1);
    expect(await one.member.resolveCode({ leaderCode: CHEN_CODE })).toMatchObject({
      codeState: 'paused',
      leader: null,
    });
    await one.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const chen = phoneOf(cloud, 'leader-chen').leader;
    expect((await chen.readMyCode({})).status).toBe('paused');
    await expect(chen.makeLink({})).rejects.toMatchObject({ code: 'leader_paused' });
    await operator().setLeaderStatus({ ...pause, status: 'active', reason: '回来了' });
    await neighbour(cloud, 2).member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    expect((await chen.readFigures({})).totals.joins).toBe(1);
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toEqual([
      'leader.pause',
      'leader.resume',
    ]);
  });
});

describe('the code and the link', () => {
  it('the picture is WeChat’s own, read by an independent reader, drawn once and kept', async () => {
    const chen = phoneOf(cloud, 'leader-chen').leader;
    const code = await chen.readMyCode({});
    expect(readQrCode(Buffer.from(code.pngBase64, 'base64'))).toContain(`g%3D${CHEN_CODE}`);
    cloud.faults.apply({ target: 'wechat', path: '/wxa/getwxacodeunlimit', kind: 'errcode', errcode: 45009 });
    expect(await chen.readMyCode({})).toEqual(code);
    expect(documentsOf(cloud, 'leaderCodePictures')).toHaveLength(1);
  });

  it('the link opens the landing page from outside WeChat until it expires; one is used again while it is fresh', async () => {
    const chen = phoneOf(cloud, 'leader-chen').leader;
    const open = async (link: string): Promise<unknown> =>
      (
        await fetch(`${cloud.url}/local/wechat/open-link`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ link }),
        })
      ).json();
    const link = await chen.makeLink({});
    expect(link.expiresAt - NOON).toBe(7 * DAY_MS);
    expect(await open(link.url)).toEqual({ opened: { page: 'pages/join/index', query: `g=${CHEN_CODE}` } });
    cloud.moveClock(NOON + 3 * DAY_MS);
    expect((await chen.makeLink({})).url).toBe(link.url);
    cloud.moveClock(NOON + 4 * DAY_MS);
    const next = await chen.makeLink({});
    expect(next.url).not.toBe(link.url);
    cloud.moveClock(NOON + 7 * DAY_MS);
    expect(await open(link.url)).toEqual({ opened: null });
    expect(await open(next.url)).toMatchObject({ opened: { page: 'pages/join/index' } });
  });
});
