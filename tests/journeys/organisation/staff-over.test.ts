import { MINUTE_MS } from '@contracts/primitives/time';
import type { StaffRole } from '@contracts/merchant/merchant';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { newStaff } from '../../stage/counter-stage';
import { join, memberIdOf } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { cloudOfEach, phoneOfEach } from '../../stage/journey/shared-cloud';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

const cloud = cloudOfEach();
const owner = phoneOfEach(cloud, 'owner-li');
const operator = phoneOfEach(cloud, 'operator-he');
const reason = '调整分工';
const stranger = (name: string) => phoneOf(cloud, { openid: `oNew-${name}`, appid: DEMO_APPID });
const invited = (name: string, role: StaffRole = 'clerk') => ({
  name,
  role,
  storeIds: role === 'clerk' ? [STORE] : [],
});
const handleOf = async (name: string) => {
  const found = (await owner.merchant.listStaff({ cursor: null })).staff.find((one) => one.name === name);
  if (!found) throw new Error(`${name} does not work here`);
  return found.handle;
};
const later = () => cloud.moveClock(cloud.clock.now() + MINUTE_MS);
const rolesOf = (name: string) => documentsOf(cloud, 'staff').find((one) => one.name === name)?.roles ?? null;

describe('what staff do about staff is told by whom it is about', () => {
  it('a role, stores, a dismissal, an invitation: named, found by the person, and in the file', async () => {
    await newStaff(cloud, '店员小吴');
    const wu = await handleOf('店员小吴');
    await owner.merchant.setStaffRole({ handle: wu, role: 'adviser', basedOn: 'clerk', reason });
    await operator.merchant.bindStores({ handle: wu, storeIds: [], basedOn: [STORE] });
    await owner.merchant.revokeStaff({ handle: wu, reason });
    const { code } = await owner.merchant.inviteStaff(invited('小孙'));
    await stranger('sun').merchant.acceptInvitation({ code });
    await stranger('sun').merchant.leaveStaff({});
    const { entries } = await owner.office.listAudit({ cursor: null });
    const named = new Map(entries.map(({ action, aboutName }) => [action, aboutName]));
    expect(Object.fromEntries(named)).toMatchObject({
      'merchant.setStaffRole': '店员小吴',
      'merchant.bindStores': '店员小吴',
      'merchant.revokeStaff': '店员小吴',
      'merchant.inviteStaff': '小孙',
      'merchant.acceptInvitation': '小孙',
      'merchant.leaveStaff': '小孙',
    });
    const about = await owner.office.listAudit({ cursor: null, about: wu });
    expect(about.entries.map(({ action }) => action).sort()).toEqual([
      'merchant.bindStores',
      'merchant.revokeStaff',
      'merchant.setStaffRole',
    ]);
    expect(about.entries.every((entry) => entry.about === wu)).toBe(true);
    expect(JSON.stringify(entries)).not.toContain('openid:');
    const day = new Date(cloud.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const period = { from: day, until: day } as Parameters<typeof owner.office.exportList>[0]['period'];
    await owner.office.exportList({ list: 'audit', period, format: 'csv', reason });
    for (let minute = 0; minute < 4; minute += 1) await pass(cloud);
    const fileId = documentsOf(cloud, 'exports')[0]?.fileId ?? '';
    const file = Buffer.from(cloud.storage.read(fileId) ?? []).toString('utf8');
    expect(file.split('\r\n').find((line) => line.includes('小吴') && line.includes(reason))).toBeDefined();
    expect(file).toContain('门店：幸福里店');
    expect(file).not.toContain('sto_');
    expect(JSON.stringify(entries.map(({ before, after }) => [before, after]))).not.toContain('sto_');
  });
});

describe('heard again after a colleague changed it back', () => {
  it('a role, a closed store, stores, a dismissal: the first answer, and nothing changes', async () => {
    const second = await newStaff(cloud, 'second', [], 'owner');
    const handle = await handleOf('店员小周');
    const heard = newTestRequest();
    const promote = { handle, role: 'operator' as const, basedOn: 'clerk' as const, reason };
    const first = await owner.merchant.setStaffRole(promote, { requestId: heard });
    await second.merchant.setStaffRole({ handle, role: 'clerk', basedOn: 'operator', reason: '升错了' });
    expect(await owner.merchant.setStaffRole(promote, { requestId: heard })).toEqual(first);
    expect(rolesOf('店员小周')).toEqual(['clerk']);

    const closing = newTestRequest();
    const close = { storeId: STORE, open: false, reason };
    const closed = await operator.merchant.setStoreOpen(close, { requestId: closing });
    await owner.merchant.setStoreOpen({ ...close, open: true });
    expect(await operator.merchant.setStoreOpen(close, { requestId: closing })).toEqual(closed);
    expect(documentsOf(cloud, 'stores').find(({ _id }) => _id === STORE)?.open).toBe(true);

    const binding = newTestRequest();
    const bind = { handle, storeIds: [], basedOn: [STORE] };
    const bound = await operator.merchant.bindStores(bind, { requestId: binding });
    await owner.merchant.bindStores({ handle, storeIds: [STORE], basedOn: [] });
    expect(await operator.merchant.bindStores(bind, { requestId: binding })).toEqual(bound);

    const revoking = newTestRequest();
    await owner.merchant.revokeStaff({ handle, reason }, { requestId: revoking });
    later();
    const { code } = await second.merchant.inviteStaff(invited('店员小周'));
    await phoneOf(cloud, 'clerk-zhou').merchant.acceptInvitation({ code });
    await owner.merchant.revokeStaff({ handle, reason }, { requestId: revoking });
    expect(rolesOf('店员小周')).toEqual(['clerk']);
  });

  it('also where there was nothing to do at first: a freeze, a tag, a role', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await join(lin);
    const memberId = await memberIdOf(lin);
    const member = () => documentsOf(cloud, 'members').find(({ _id }) => _id === memberId);
    await owner.office.freezeMember({ memberId, frozen: true, reason });
    await owner.office.tagMember({ memberId, add: ['老客'], remove: [], reason });
    const [freezing, tagging, raising] = [newTestRequest(), newTestRequest(), newTestRequest()];
    const freeze = () =>
      operator.office.freezeMember({ memberId, frozen: true, reason }, { requestId: freezing });
    const tag = () =>
      operator.office.tagMember({ memberId, add: ['老客'], remove: [], reason }, { requestId: tagging });
    const handle = await handleOf('店员小周');
    const raise = () =>
      owner.merchant.setStaffRole(
        { handle, role: 'clerk', basedOn: 'adviser', reason },
        { requestId: raising },
      );
    const firsts = [await freeze(), await raise()];
    await tag();
    await owner.office.freezeMember({ memberId, frozen: false, reason });
    await owner.office.tagMember({ memberId, add: [], remove: ['老客'], reason });
    await owner.merchant.setStaffRole({ handle, role: 'adviser', basedOn: 'clerk', reason });
    expect([await freeze(), await raise()]).toEqual(firsts);
    await tag();
    expect([member()?.frozen, member()?.tags, rolesOf('店员小周')]).toEqual([null, [], ['adviser']]);
  });
});

describe('links of before a dismissal', () => {
  it('whose role was taken back is not told to work here, nor let in by another link of then', async () => {
    const [one, another] = [
      (await owner.merchant.inviteStaff(invited('小孙'))).code,
      (await owner.merchant.inviteStaff(invited('孙运营', 'operator'))).code,
    ];
    const sun = stranger('sun');
    await sun.merchant.acceptInvitation({ code: one });
    expect((await sun.merchant.readInvitation({ code: one })).mine).toBe(true);
    later();
    await owner.merchant.revokeStaff({ handle: await handleOf('小孙'), reason });
    expect((await sun.merchant.readInvitation({ code: one })).mine).toBe(false);
    for (const code of [one, another])
      await expect(sun.merchant.acceptInvitation({ code })).rejects.toMatchObject({
        code: 'staff_invitation_over',
      });
    expect(rolesOf('小孙')).toEqual([]);
    later();
    const { code } = await owner.merchant.inviteStaff(invited('小孙'));
    await sun.merchant.acceptInvitation({ code });
    expect((await sun.merchant.readInvitation({ code: one })).mine).toBe(false);
    expect((await sun.merchant.readInvitation({ code })).mine).toBe(true);
  });

  it('the links of an operator who was dismissed stay void when they are back', async () => {
    const { code } = await operator.merchant.inviteStaff(invited('老链接'));
    later();
    await owner.merchant.revokeStaff({ handle: await handleOf('运营小何'), reason });
    later();
    const { code: back } = await owner.merchant.inviteStaff(invited('运营小何', 'operator'));
    await operator.merchant.acceptInvitation({ code: back });
    expect((await stranger('x').merchant.readInvitation({ code })).invitation.state).toBe('void');
    await expect(stranger('x').merchant.acceptInvitation({ code })).rejects.toMatchObject({
      code: 'staff_invitation_over',
    });
    const { code: fresh } = await operator.merchant.inviteStaff(invited('新链接'));
    expect(await stranger('y').merchant.acceptInvitation({ code: fresh })).toEqual({ role: 'clerk' });
  });

  it('the links of an operator who was lowered stay void when they are raised again; new ones count', async () => {
    const { code } = await operator.merchant.inviteStaff(invited('老链接'));
    later();
    const handle = await handleOf('运营小何');
    await owner.merchant.setStaffRole({ handle, role: 'clerk', basedOn: 'operator', reason });
    later();
    await owner.merchant.setStaffRole({ handle, role: 'operator', basedOn: 'clerk', reason });
    expect((await stranger('x').merchant.readInvitation({ code })).invitation.state).toBe('void');
    const { invitations } = await owner.merchant.listInvitations({});
    expect(invitations.map(({ state }) => state)).toEqual(['void']);
    await expect(stranger('x').merchant.acceptInvitation({ code })).rejects.toMatchObject({
      code: 'staff_invitation_over',
    });
    const { code: fresh } = await operator.merchant.inviteStaff(invited('新链接'));
    expect(await stranger('y').merchant.acceptInvitation({ code: fresh })).toEqual({ role: 'clerk' });
  });

  it('nor does a second account of whoever was dismissed accept a link that was open then; of many staff each account of theirs is named', async () => {
    const unionid = 'uNew-sun';
    const [sun, other] = ['sun', 'sun-2'].map((name) =>
      phoneOf(cloud, { openid: `oNew-${name}`, unionid, appid: DEMO_APPID }),
    ) as [Phone, Phone];
    const accept = async (phone: Phone, name: string) => {
      const { code } = await owner.merchant.inviteStaff(invited(name));
      return phone.merchant.acceptInvitation({ code });
    };
    for (let n = 0; n < 22; n += 1) await accept(stranger(`clerk-${n}`), `店员${n}`);
    await accept(sun, '小孙');
    const { code } = await owner.merchant.inviteStaff(invited('随便谁', 'operator'));
    later();
    expect(await owner.merchant.revokeStaff({ handle: await handleOf('小孙'), reason })).toEqual({
      others: [],
    });
    await expect(other.merchant.acceptInvitation({ code })).rejects.toMatchObject({
      code: 'staff_invitation_over',
    });
    expect(await stranger('z').merchant.acceptInvitation({ code })).toEqual({ role: 'operator' });
    later();
    // Let in anew, twice: whoever dismisses the one is told of the other, however many work here.
    await accept(sun, '小孙');
    await accept(other, '孙二');
    const gone = await owner.merchant.revokeStaff({ handle: await handleOf('小孙'), reason });
    expect(gone).toEqual({ others: ['孙二'] });
  });
});
