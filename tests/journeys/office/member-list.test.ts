import type { MemberFilterInput } from '@contracts/office/member-filter';
import { addMs, DAY_MS, instant } from '@contracts/primitives/time';
import { CHEN_CODE } from '../../stage/leader-stage';
import { csvOf } from '../../../cloudfunctions/office/exports/csv';
import { sendList, tryList, waitFor } from '../../stage/office/import-list';
import { join, joinTwice, memberIdOf, undoLatest } from '../../stage/identity-stage';
import { publishGrowth } from '../../stage/growth/growth-stage';
import { order, pass, refundAll } from '../../stage/invite-stage';
import { refundBy } from '../../stage/money-stage';
import { STORE } from '../../stage/payment-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

const cloud = cloudOfEach();
let operator: Phone;
beforeEach(async () => {
  operator = phoneOf(cloud, 'operator-he');
});

/** Until what was told is folded. */
async function untilFolded(): Promise<void> {
  for (let minute = 0; minute < 5; minute += 1) await pass(cloud);
}

const list = (filter: MemberFilterInput = {}, cursor: string | null = null) =>
  operator.office.listMembers({ filter, cursor });
const idsIn = async (filter: MemberFilterInput) =>
  (await list(filter)).members.map(({ memberId }) => memberId).sort();
const rows = () => documentsOf(cloud, 'memberIndex').map(({ version: _version, ...row }) => row);
const inBuying = (days: 30 | 90 | 365) => ({ buying: { days, orders: { from: 1, until: null } } });

/** Whatever was folded, in whatever order, is what building everything again gives. */
async function expectTrueIndex(): Promise<void> {
  const folded = rows();
  const environment = cloud.database.environment(cloud.env);
  for (const name of ['memberIndex', 'memberIndexStates', 'dueWork'])
    await environment.remove(name, {}, true);
  await untilFolded();
  expect(rows()).toEqual(folded);
  const [state] = documentsOf(cloud, 'memberIndexStates');
  expect(state).toMatchObject({ members: folded.length, builtUpTo: null });
}

describe('the list of members', () => {
  it('holds who joined, what they bought and did not give back, and forgets what left the window', async () => {
    const [lin, wang] = [phoneOf(cloud, 'shopper-lin'), phoneOf(cloud, 'shopper-wang')];
    await join(lin);
    await wang.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const [linId, wangId] = [await memberIdOf(lin), await memberIdOf(wang)];
    const [part, whole] = [await order(cloud, lin, 10_000), await order(cloud, lin, 5_000)];
    await untilFolded();
    const paidFen = (await list()).members.find(({ memberId }) => memberId === linId)?.amountFen ?? 0;
    await refundBy(cloud, part, 3_000);
    await refundBy(
      cloud,
      whole,
      documentsOf(cloud, 'orders').find(({ _id }) => _id === whole)?.agreed?.payableFen ?? 0,
    );
    await untilFolded();
    const everybody = await list();
    expect(everybody.count).toEqual({ members: 2, more: false });
    const row = everybody.members.find(({ memberId }) => memberId === linId);
    expect(row?.orders).toBe(1);
    expect(row?.amountFen).toBeLessThan(paidFen - 3_000);
    expect(await idsIn(inBuying(30))).toEqual([linId]);
    expect(await idsIn({ storeId: STORE, ...inBuying(30) })).toEqual([linId]);
    expect(await idsIn({ lastPaid: { from: null, until: instant(1) } })).toEqual([wangId]);
    expect(
      await idsIn({
        leaderId: documentsOf(cloud, 'members').find(({ _id }) => _id === wangId)?.leaderId ?? null,
      }),
    ).toEqual([wangId]);
    await expectTrueIndex();
    await pass(cloud, 30 * DAY_MS);
    await untilFolded();
    expect(await idsIn(inBuying(30))).toEqual([]);
    expect((await list(inBuying(30))).count).toEqual({ members: 0, more: false });
    expect(await idsIn(inBuying(90))).toEqual([linId]);
    await expectTrueIndex();
  });

  it('finds by a part of the name, the last four digits, the number and the card, within a filter', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await join(lin, await lin.phoneCode());
    await join(phoneOf(cloud, 'shopper-wang'));
    await lin.member.saveDetails({ nickname: '阿珍妈妈', gender: 'female', birthday: null });
    await untilFolded();
    const member = documentsOf(cloud, 'members').find(({ nickname }) => nickname === '阿珍妈妈');
    if (!member) throw new Error('nobody has the name');
    for (const text of ['珍妈', '阿', '8000', '138 0013 8000', member.card.number])
      expect(await idsIn({ text })).toEqual([member._id]);
    for (const text of ['阿妈', '8001', '13900139000'])
      expect(await list({ text })).toMatchObject({ members: [] });
    expect(await idsIn({ text: '珍', points: { from: 1_000_000, until: null } })).toEqual([]);
  });

  it('shows a freeze at once, and its end', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await join(lin);
    await untilFolded();
    const memberId = await memberIdOf(lin);
    for (const frozen of [true, false]) {
      await operator.office.freezeMember({ memberId, frozen, reason: '盗刷嫌疑' });
      expect((await list({})).members).toMatchObject([{ memberId, frozen }]);
    }
  });

  it('finds by four digits the end of a number, a card of the other system and a name, all of them', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await join(lin, await lin.phoneCode());
    const rows = [
      ['', '13911110002', '8000'],
      ['小王8000', '13911110003', ''],
      ['8000', '13911110004', '8001'],
    ];
    const list4 = csvOf([['姓名', '手机号', '卡号'], ...rows]);
    const { importId } = await tryList(operator, await sendList(operator, Buffer.from(list4)));
    await operator.office.applyImport({ importId, check: 1, reason: '旧系统停用' });
    await waitFor(operator, importId);
    await untilFolded();
    expect(await idsIn({ text: '8000' })).toHaveLength(4);
    expect(await idsIn({ text: '８０ ００' })).toHaveLength(4);
    expect(await idsIn({ text: '8001' })).toHaveLength(1);
    expect(await idsIn({ text: '8002' })).toEqual([]);
    expect((await operator.member.search({ text: '8000' })).members).toHaveLength(3);
  });

  it('is narrowed by tier and by what was bought, and both follow what changes', async () => {
    await publishGrowth(cloud);
    const [lin, wang] = [phoneOf(cloud, 'shopper-lin'), phoneOf(cloud, 'shopper-wang')];
    await join(lin);
    await join(wang);
    const [linId, wangId] = [await memberIdOf(lin), await memberIdOf(wang)];
    const bought = await order(cloud, lin, 5_000);
    await untilFolded();
    const { tiers } = await operator.office.listMemberChoices({});
    expect(tiers.slice(0, 3)).toEqual(['新锐', '成长', '黄金'].map((name, id) => ({ id, name })));
    expect(await idsIn({ category: '生鲜' })).toEqual([linId]);
    expect(await idsIn({ category: '日用' })).toEqual([]);
    expect(await idsIn({ tierId: 0 })).toEqual([linId, wangId].sort());
    await operator.growth.adjust({ memberId: wangId, growth: 1_200, reason: '老会员' });
    await untilFolded();
    await untilFolded();
    expect(await idsIn({ tierId: 2 })).toEqual([wangId]);
    expect((await list({ tierId: 0 })).count).toEqual({ members: 1, more: false });
    await refundAll(cloud, bought);
    await cloud.wechat.pay.deliverDue();
    await untilFolded();
    expect(await idsIn({ category: '生鲜' })).toEqual([]);
    await expectTrueIndex();
  });

  it('reads a merge as one member, an undone one as two again, and a closed account as none', async () => {
    const { one, two, both } = await joinTwice(cloud);
    await order(cloud, one, 2_000);
    await untilFolded();
    expect((await list()).count?.members).toBe(2);
    const [keptId, otherId] = [await memberIdOf(one), await memberIdOf(two)];
    await both.identityMap.linkMine({});
    await order(cloud, two, 3_000);
    await untilFolded();
    expect((await list()).count?.members).toBe(1);
    expect((await list()).members).toMatchObject([{ memberId: keptId, orders: 2 }]);
    await expectTrueIndex();
    await undoLatest(cloud);
    await untilFolded();
    expect((await list()).members.map(({ memberId }) => memberId).sort()).toEqual([keptId, otherId].sort());
    await expectTrueIndex();
    await one.identityMap.requestClosure({});
    await pass(cloud, 31 * DAY_MS);
    await untilFolded();
    expect((await list()).members.map(({ memberId }) => memberId)).toEqual([otherId]);
    await expectTrueIndex();
  });

  it('costs the same calls for a page of few and of many, and goes on by its cursor without a gap', async () => {
    await join(phoneOf(cloud, 'shopper-lin'));
    await untilFolded();
    const [model] = documentsOf(cloud, 'memberIndex');
    const [member] = documentsOf(cloud, 'members');
    if (!model || !member) throw new Error('nobody is in the list');
    const calls = async () => {
      const input = { filter: { planId: model.planId }, cursor: null };
      const event = { op: 'listMembers', input, requestId: newTestRequest() };
      return (await cloud.invoke('office', event, operator.identity)).database?.calls;
    };
    await calls();
    const ofFew = await calls();
    expect(ofFew).toBeGreaterThan(0);
    const environment = cloud.database.environment(cloud.env);
    const ids = Array.from(
      { length: 95 },
      (_, n) => `mem_01ARZ3NDEKTSV4RRFFQ69G5${String(n).padStart(3, '0')}`,
    );
    const joinedAt = (n: number) => addMs(model.joinedAt, -Math.floor(n / 2));
    await environment.insert(
      'memberIndex',
      ids.map((_id, n) => ({ ...model, _id, joinedAt: joinedAt(n) })),
    );
    await environment.insert(
      'members',
      ids.map((_id, n) => ({ ...member, _id, joinedAt: joinedAt(n) })),
    );
    expect(await calls()).toBe(ofFew);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ planId: model.planId }, cursor);
      expect(page.count).toEqual(cursor === null ? { members: 96, more: false } : null);
      seen.push(...page.members.map(({ memberId }) => memberId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(96);
    expect(seen).toHaveLength(96);
  });

  it('keeps a filter under a name for everybody, without what was typed to find one person', async () => {
    const filter = { birthMonth: 3, text: '8000' };
    const { view } = await operator.office.saveMemberView({ name: '三月寿星', filter, basedOn: null });
    await operator.office.saveMemberView({ name: '三月寿星', filter: { birthMonth: 3 }, basedOn: null });
    const { views } = await phoneOf(cloud, 'owner-li').office.listMemberChoices({});
    expect(views).toEqual([view]);
    expect(view.filter).toMatchObject({ birthMonth: 3, text: null });
    expect(await operator.office.removeMemberView({ viewId: view.viewId })).toEqual({ removed: true });
    expect(await operator.office.removeMemberView({ viewId: view.viewId })).toEqual({ removed: false });
    expect(documentsOf(cloud, 'auditEntries').map(({ action }) => action)).toEqual([
      'office.saveMemberView',
      'office.removeMemberView',
    ]);
  });

  it('two who keep a filter under one name: the second is told, and replaces only what they have seen', async () => {
    const owner = phoneOf(cloud, 'owner-li');
    const save = (phone: Phone, birthMonth: number, basedOn: number | null) =>
      phone.office.saveMemberView({ name: '寿星', filter: { birthMonth }, basedOn });
    const { view } = await save(operator, 3, null);
    await expect(save(owner, 4, null)).rejects.toMatchObject({ code: 'member_view_changed' });
    const filterNow = async () => (await owner.office.listMemberChoices({})).views[0]?.filter.birthMonth;
    expect(await filterNow()).toBe(3);
    expect((await save(owner, 4, view.version)).view.version).toBe(view.version + 1);
    await expect(save(operator, 5, view.version)).rejects.toMatchObject({ code: 'member_view_changed' });
    expect(await filterNow()).toBe(4);
  });

  it('is no business of a clerk or a shopper', async () => {
    for (const persona of ['clerk-zhou', 'shopper-lin'])
      await expect(
        phoneOf(cloud, persona).office.listMembers({ filter: {}, cursor: null }),
      ).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
