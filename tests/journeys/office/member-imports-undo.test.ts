import type { MemberId } from '@contracts/primitives/ids';
import { join } from '../../stage/identity-stage';
import { csvFile, HEADINGS, newList, sendList, tryList, waitFor } from '../../stage/office/import-list';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, phoneOf, type Phone } from '../../stage/stage';

/** Two at once over one list: a colleague, the owner of a number, a sweep; and what an undone list leaves behind. */
const cloud = cloudOfEach();
let he: Phone;
let li: Phone;
beforeEach(() => {
  [he, li] = [phoneOf(cloud, 'operator-he'), phoneOf(cloud, 'owner-li')];
});

const reason = '旧系统停用';
const one = (cells: Partial<Record<string, string>>): string[] =>
  HEADINGS.map((heading) => cells[heading] ?? '');
const tried = async (...rows: string[][]) => tryList(he, await sendList(he, csvFile(rows)));
const applied = async (...rows: string[][]) => {
  const { importId, checks } = await tried(...rows);
  await he.office.applyImport({ importId, check: checks, reason });
  return waitFor(he, importId);
};
const undone = async (importId: string) => {
  await li.office.undoImport({ importId, reason: '导错了' });
  return waitFor(li, importId);
};
const members = () => documentsOf(cloud, 'members');
const LIN = '13800138000';

it('what is applied is the dry run that was read, and none a colleague made since', async () => {
  const list = await tried(one({ 姓名: '甲', 手机号: '13911110001', 标签: '老客' }));
  const { importId } = list;
  const [name = null, phone = null] = list.columns.map(({ field }) => field);
  const again = await tryList(li, list, [name, phone, ...list.columns.slice(2).map(() => null)]);
  expect(again.checks).toBe(list.checks + 1);
  await expect(he.office.applyImport({ importId, check: list.checks, reason })).rejects.toMatchObject({
    code: 'import_not_now',
  });
  expect(members()).toEqual([]);
  const requestId = newTestRequest();
  const apply = () => he.office.applyImport({ importId, check: again.checks, reason }, { requestId });
  await apply();
  // The same request again says the same, whatever came of it.
  await expect(apply()).resolves.toMatchObject({ import: { importId } });
  await waitFor(he, importId);
  expect(members()).toMatchObject([{ nickname: '甲', tags: [] }]);
});

it('taken back while a page and a sweep still apply it: whoever was made goes, and nobody is made after', async () => {
  const list = newList(156);
  const { importId, checks } = await tryList(he, await sendList(he, csvFile(list.rows)));
  await he.office.applyImport({ importId, check: checks, reason });
  const work = Promise.all([waitFor(he, importId), cloud.runTimers()]);
  await li.office.undoImport({ importId, reason: '导错了' });
  await Promise.all([work, waitFor(li, importId)]);
  const view = await waitFor(li, importId);
  const { made, undone: gone, kept } = view.results;
  expect([view.status, kept, made]).toEqual(['undone', 0, gone]);
  expect(members()).toEqual([]);
  expect(documentsOf(cloud, 'identities')).toEqual([]);
  const lines = documentsOf(cloud, 'memberImportSlices').flatMap(({ lines: all }) => all);
  expect(lines.filter(({ outcome }) => outcome === 'made')).toEqual([]);
});

it.each([
  ['the undo first', (undo: () => Promise<unknown>, come: () => Promise<unknown>) => [undo(), come()]],
  ['the owner first', (undo: () => Promise<unknown>, come: () => Promise<unknown>) => [come(), undo()]],
])(
  'the owner of a number comes while the list is taken back, %s: they are whole, as a member there was or as a new one',
  async (_, both) => {
    for (let round = 0; round < 4; round += 1) {
      await cloud.reset();
      const { importId } = await applied(
        one({ 姓名: '林老客', 手机号: LIN }),
        one({ 姓名: '没来过', 手机号: '13911110009' }),
      );
      const lin = phoneOf(cloud, 'shopper-lin');
      const code = await lin.phoneCode();
      await Promise.all(
        both(
          () => undone(importId),
          () => join(lin, code),
        ),
      );
      await waitFor(li, importId);
      const [mine, ...others] = members();
      expect(others).toEqual([]);
      const keys = documentsOf(cloud, 'identities');
      expect(new Set(keys.map(({ memberId }) => memberId))).toEqual(new Set([mine!._id]));
      expect(keys.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['openid', 'phone', 'card']));
      const { memberId } = documentsOf(cloud, 'identities').find(({ kind }) => kind === 'openid')!;
      expect(memberId).toBe(mine!._id);
      expect((await lin.identityMap.readMine({})).phoneVerifiedAt).not.toBeNull();
    }
  },
);

it('points that staff gave meanwhile keep whoever has them', async () => {
  const { importId } = await applied(one({ 姓名: '阿珍', 手机号: '13911110009' }));
  const [{ _id: memberId, card } = { _id: null, card: null }] = members();
  await li.points.adjust({ cardNumber: card!.number, points: 100, reason: '补积分' });
  await undone(importId);
  expect(members().map(({ _id }) => _id)).toEqual([memberId as MemberId]);
  expect(documentsOf(cloud, 'pointsAccounts')).toMatchObject([{ _id: memberId, balance: 100 }]);
});

it('who asked to be left alone in a list that was taken back is left alone by the next one', async () => {
  const muted = () =>
    documentsOf(cloud, 'messageProfiles').map(({ _id, mutedKinds }) => [
      members().find((member) => member._id === _id)?.nickname,
      mutedKinds,
    ]);
  const { importId } = await applied(
    one({ 姓名: '不要推', 手机号: '13911110001', 拒收: '是' }),
    one({ 姓名: '只有卡', 会员卡号: 'A01', 拒收: '是' }),
    one({ 姓名: '随便', 手机号: '13911110002' }),
  );
  await undone(importId);
  expect(members()).toEqual([]);
  expect(
    documentsOf(cloud, 'importOptOuts')
      .map(({ _id }) => _id.split(':')[0])
      .sort(),
  ).toEqual(['old_card', 'phone']);
  await applied(
    one({ 姓名: '不要推', 手机号: '13911110001' }),
    one({ 姓名: '只有卡', 会员卡号: 'A01', 拒收: '否' }),
    one({ 姓名: '随便', 手机号: '13911110002' }),
  );
  expect(muted().sort()).toEqual([
    ['不要推', ['campaign']],
    ['只有卡', ['campaign']],
  ]);
});

it('a list gives only tags that are new: what a rule gave stays the rule’s, what staff keep from somebody stays off', async () => {
  await applied(one({ 姓名: '阿珍', 手机号: '13911110001' }));
  const [{ _id: memberId }] = members() as [ReturnType<typeof members>[number]];
  await he.office.tagMember({ memberId, add: ['不收'], remove: [], reason });
  await he.office.tagMember({ memberId, add: [], remove: ['不收'], reason });
  const mark = { tag: '常客', own: null, how: 'rule' as const, by: 'tag_regular', at: NOON, ruled: true };
  await cloud.database.environment(cloud.env).update('members', {
    filter: { _id: memberId },
    modifier: { $set: { tags: ['常客'], tagMarks: [...members()[0]!.tagMarks, mark] } },
    multi: false,
  });
  const { importId } = await applied(one({ 手机号: '13911110001', 标签: '常客、不收、团购' }));
  expect(members()[0]!.tags).toEqual(['常客', '团购']);
  expect(members()[0]!.tagMarks.find(({ tag }) => tag === '常客')).toMatchObject({ own: null, how: 'rule' });
  await undone(importId);
  expect(members()[0]!.tags).toEqual(['常客']);
  // The same list again, of somebody who has all it may give: nothing is to be done.
  const again = await tried(one({ 手机号: '13911110001', 标签: '常客、不收' }));
  expect(again.counts).toMatchObject({ update: 0, same: 1 });
});
