import type { StaffRole } from '@contracts/merchant/merchant';
import { DAY_MS, instant } from '@contracts/primitives/time';
import { storeId } from '@contracts/values';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { newOwnerCode } from '../../../local/seed/new-owner-code';
import { demoVariables } from '../../../local/seed/demo-settings';
import type { LocalCloud } from '../../../local/server';
import { auditOf } from '../../stage/counter-stage';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, newTestRequest, NOON, phoneOf, startJourney, type Phone } from '../../stage/stage';

const setup = newOwnerCode(demoVariables('')['MEMBER_CODE_KEY'] ?? '', instant(NOON));
const OTHER = storeId.parse('sto_other');
const reason = '调整分工';

let cloud: LocalCloud;
let owner: Phone;
let operator: Phone;
beforeAll(async () => {
  cloud = await startJourney({ variables: setup.variables });
});
beforeEach(async () => {
  await cloud.reset();
  cloud.moveClock(NOON);
  owner = phoneOf(cloud, 'owner-li');
  operator = phoneOf(cloud, 'operator-he');
  await cloud.database.environment(cloud.env).insert('stores', [{ _id: OTHER, name: '锦绣店' }]);
});
afterAll(() => cloud.close());

const stranger = (name: string, unionid?: string) =>
  phoneOf(cloud, { openid: `oNew-${name}`, appid: DEMO_APPID, ...(unionid !== undefined && { unionid }) });
const invited = (name: string, role: StaffRole = 'clerk', storeIds = [STORE]) => ({ name, role, storeIds });
const handleOf = async (name: string): Promise<string> => {
  const { staff } = await owner.merchant.listStaff({ cursor: null });
  return staff.find((one) => one.name === name)!.handle;
};
const refusal = (code: string) => ({ code });

describe('an invitation', () => {
  it('says who invites for what, is accepted once by one person, and they work there and nowhere else', async () => {
    const requestId = newTestRequest();
    const { code, invitation } = await operator.merchant.inviteStaff(invited('小孙'), { requestId });
    expect((await operator.merchant.inviteStaff(invited('小孙'), { requestId })).code).toBe(code);
    expect(documentsOf(cloud, 'staffInvitations')).toHaveLength(1);
    expect(JSON.stringify(documentsOf(cloud, 'staffInvitations'))).not.toContain(code);
    expect(invitation).toMatchObject({ state: 'open', stores: ['幸福里店'], invitedBy: '运营小何' });

    const sun = stranger('sun');
    const read = await sun.merchant.readInvitation({ code });
    expect(read).toMatchObject({ mine: false, invitation: { name: '小孙', role: 'clerk', state: 'open' } });
    expect((await sun.member.readRoles({})).mayActAs).toEqual([]);
    await sun.merchant.acceptInvitation({ code });
    await sun.merchant.acceptInvitation({ code });
    expect((await sun.merchant.readInvitation({ code })).mine).toBe(true);
    expect((await sun.member.readRoles({})).mayActAs).toEqual(['adviser', 'clerk']);
    expect((await sun.merchant.listMyStores({})).stores).toMatchObject([{ storeId: STORE }]);
    await expect(sun.payment.listStoreOrders({ storeId: OTHER, cursor: null })).rejects.toMatchObject(
      refusal('not_your_store'),
    );

    const rival = stranger('rival');
    await expect(rival.merchant.acceptInvitation({ code })).rejects.toMatchObject(
      refusal('staff_invitation_over'),
    );
    expect(auditOf(cloud, 'merchant.inviteStaff')).toMatchObject([{ staffName: '运营小何' }]);
    expect(auditOf(cloud, 'merchant.acceptInvitation')).toMatchObject([
      { staffName: '小孙', role: 'clerk', after: { role: 'clerk', stores: STORE } },
    ]);
  });

  it('of two who accept at the same moment one is let in', async () => {
    const { code } = await owner.merchant.inviteStaff(invited('小孙'));
    const outcomes = await Promise.allSettled(
      ['one', 'two'].map((name) => stranger(name).merchant.acceptInvitation({ code })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(documentsOf(cloud, 'staff').filter(({ name }) => name === '小孙')).toHaveLength(1);
  });

  it('ends with its time, when it is taken back, and when whoever invited no longer may', async () => {
    const over = refusal('staff_invitation_over');
    const late = await operator.merchant.inviteStaff(invited('迟到'));
    cloud.moveClock(NOON + 3 * DAY_MS);
    await expect(stranger('a').merchant.acceptInvitation({ code: late.code })).rejects.toMatchObject(over);
    const back = await operator.merchant.inviteStaff(invited('收回'));
    const { invitationId } = back.invitation;
    await operator.merchant.revokeInvitation({ invitationId });
    await operator.merchant.revokeInvitation({ invitationId });
    await expect(stranger('b').merchant.acceptInvitation({ code: back.code })).rejects.toMatchObject(over);
    expect(auditOf(cloud, 'merchant.revokeInvitation')).toMatchObject([
      { staffName: '运营小何', subjectId: invitationId, detail: { name: '收回', role: 'clerk' } },
    ]);
    const orphan = await operator.merchant.inviteStaff(invited('无主'));
    await owner.merchant.revokeStaff({ handle: await handleOf('运营小何'), reason });
    await expect(stranger('c').merchant.acceptInvitation({ code: orphan.code })).rejects.toMatchObject(over);
    const { invitations } = await owner.merchant.listInvitations({});
    expect(Object.fromEntries(invitations.map(({ name, state }) => [name, state]))).toEqual({
      迟到: 'expired',
      收回: 'revoked',
      无主: 'void',
    });
    await expect(stranger('d').merchant.readInvitation({ code: 'x'.repeat(22) })).rejects.toMatchObject(
      refusal('staff_invitation_not_found'),
    );
  });

  it('of an operator is for clerks and advisers, and never for their own second account; the owner’s may be', async () => {
    for (const role of ['operator', 'owner'] as const)
      await expect(operator.merchant.inviteStaff(invited('x', role))).rejects.toMatchObject(
        refusal('not_allowed'),
      );
    const { unionid } = operator.identity;
    await operator.member.join({ leaderCode: null, phoneCode: null });
    const second = stranger('second', unionid);
    const own = await operator.merchant.inviteStaff(invited('另一个我'));
    await expect(second.merchant.acceptInvitation({ code: own.code })).rejects.toMatchObject(
      refusal('staff_invitation_own'),
    );
    const fromOwner = await owner.merchant.inviteStaff(invited('另一个我'));
    await second.merchant.acceptInvitation({ code: fromOwner.code });
    // Taking back the role of one account names the other.
    const answer = await owner.merchant.revokeStaff({ handle: await handleOf('运营小何'), reason });
    expect(answer.others).toEqual(['另一个我']);
  });

  it('is refused to who already has a role', async () => {
    const { code } = await owner.merchant.inviteStaff(invited('小周'));
    await expect(phoneOf(cloud, 'clerk-zhou').merchant.acceptInvitation({ code })).rejects.toMatchObject(
      refusal('staff_already'),
    );
    const chen = phoneOf(cloud, 'leader-chen');
    await chen.merchant.acceptInvitation({ code });
    expect((await chen.member.readRoles({})).mayActAs).toEqual(['leader', 'adviser', 'clerk']);
  });
});

describe('a role', () => {
  it('is taken back at once, once, with a reason, and its open pages with it', async () => {
    const zhou = phoneOf(cloud, 'clerk-zhou');
    await zhou.payment.listStoreOrders({ storeId: STORE, cursor: null });
    const handle = await handleOf('店员小周');
    await owner.merchant.revokeStaff({ handle, reason });
    await owner.merchant.revokeStaff({ handle, reason });
    await expect(zhou.payment.listStoreOrders({ storeId: STORE, cursor: null })).rejects.toMatchObject(
      refusal('not_allowed'),
    );
    expect((await zhou.member.readRoles({})).mayActAs).toEqual([]);
    expect(auditOf(cloud, 'merchant.revokeStaff')).toMatchObject([
      { staffName: '店主李姐', reason, before: { role: 'clerk', stores: STORE }, after: { role: null } },
    ]);
    expect((await owner.merchant.listStaff({ cursor: null })).staff.map(({ name }) => name)).not.toContain(
      '店员小周',
    );
  });

  it('is changed by the owner only, at once, never over somebody else’s change', async () => {
    const handle = await handleOf('店员小周');
    const change = { handle, role: 'operator' as const, basedOn: 'clerk' as const, reason };
    await expect(operator.merchant.setStaffRole(change)).rejects.toMatchObject(refusal('not_allowed'));
    await owner.merchant.setStaffRole(change);
    await owner.merchant.setStaffRole(change);
    await expect(owner.merchant.setStaffRole({ ...change, role: 'owner' })).rejects.toMatchObject(
      refusal('staff_changed'),
    );
    expect((await phoneOf(cloud, 'clerk-zhou').merchant.listMyStores({})).stores).toHaveLength(2);
    expect(auditOf(cloud, 'merchant.setStaffRole')).toMatchObject([
      { before: { role: 'clerk' }, after: { role: 'operator' }, reason },
    ]);
  });

  it('is given back by oneself, at once, and a repeat is well', async () => {
    const zhou = phoneOf(cloud, 'clerk-zhou');
    await zhou.merchant.leaveStaff({});
    await zhou.merchant.leaveStaff({});
    await expect(zhou.merchant.listMyStores({})).rejects.toMatchObject(refusal('not_allowed'));
    expect(auditOf(cloud, 'merchant.leaveStaff')).toMatchObject([{ staffName: '店员小周', role: 'clerk' }]);
  });
});

describe('the last owner', () => {
  it('cannot leave, be demoted or be revoked, not even by themself', async () => {
    const handle = await handleOf('店主李姐');
    const last = refusal('last_owner');
    await expect(owner.merchant.leaveStaff({})).rejects.toMatchObject(last);
    await expect(owner.merchant.revokeStaff({ handle, reason })).rejects.toMatchObject(last);
    await expect(
      owner.merchant.setStaffRole({ handle, role: 'clerk', basedOn: 'owner', reason }),
    ).rejects.toMatchObject(last);
    expect((await owner.member.readRoles({})).mayActAs).toContain('owner');
  });

  it('stays when two step down at the same moment', async () => {
    const { code } = await owner.merchant.inviteStaff(invited('店主二', 'owner', []));
    const second = stranger('owner2');
    await second.merchant.acceptInvitation({ code });
    const outcomes = await Promise.allSettled([owner, second].map((one) => one.merchant.leaveStaff({})));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const roles = documentsOf(cloud, 'staff').filter((one) => one.roles.includes('owner'));
    expect(roles).toHaveLength(1);
  });
});

describe('the first owner', () => {
  /** As a shop is on its first day. */
  async function withoutOwner(): Promise<void> {
    const environment = cloud.database.environment(cloud.env);
    await environment.remove('staff', { name: '店主李姐' }, true);
    await environment.remove('staffRosters', { _id: 'merchant' }, true);
  }
  const take = (phone: Phone, code = setup.code) => phone.merchant.takeOwnership({ code, name: '李姐' });

  it('is made by the printed code, once; everybody else is told that there is one', async () => {
    await withoutOwner();
    const li = stranger('li');
    expect((await li.member.readRoles({})).ownerWanted).toBe(true);
    await expect(take(li, 'ABCD-EFGH-JKMN')).rejects.toMatchObject(refusal('setup_code_wrong'));
    await take(li, setup.code.toLowerCase().replaceAll('-', ' '));
    await take(li);
    expect((await li.member.readRoles({})).mayActAs).toContain('owner');
    const rival = stranger('rival');
    expect((await rival.member.readRoles({})).ownerWanted).toBe(false);
    await expect(take(rival)).rejects.toMatchObject(refusal('owner_exists'));
    expect(auditOf(cloud, 'merchant.takeOwnership')).toMatchObject([{ staffName: '李姐', role: 'owner' }]);
    expect(JSON.stringify(documentsOf(cloud, 'staffRosters'))).not.toContain(setup.code.slice(0, 4));
  });

  it('of two at the same moment is one', async () => {
    await withoutOwner();
    const outcomes = await Promise.allSettled(['one', 'two'].map((name) => take(stranger(name))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(documentsOf(cloud, 'staff').filter(({ roles }) => roles.includes('owner'))).toHaveLength(1);
  });

  it('is not made by a code that is over, was used, or where there is an owner; guesses are few', async () => {
    await expect(take(stranger('li'))).rejects.toMatchObject(refusal('owner_exists'));
    await withoutOwner();
    const guesser = stranger('guesser');
    for (let guess = 0; guess < 5; guess += 1)
      await expect(take(guesser, `WRONG-${guess}`)).rejects.toMatchObject(refusal('setup_code_wrong'));
    await expect(take(guesser)).rejects.toMatchObject(refusal('too_many_requests'));
    const li = stranger('li');
    await take(li);
    await cloud.database.environment(cloud.env).remove('staff', { name: '李姐' }, true);
    await expect(take(li)).rejects.toMatchObject(refusal('setup_code_wrong'));
    await withoutOwner();
    cloud.moveClock(NOON + 3 * DAY_MS);
    await expect(take(li)).rejects.toMatchObject(refusal('setup_code_wrong'));
    expect((await li.member.readRoles({})).ownerWanted).toBe(false);
  });
});
