import { writeXlsx } from '../../../cloudfunctions/office/exports/write-xlsx';
import { join } from '../../stage/identity-stage';
import { order, pass } from '../../stage/invite-stage';
import {
  BAD_KINDS,
  cardOfLine,
  csvFile,
  HEADINGS,
  isConflict,
  newList,
  sendList,
  tryList,
  waitFor,
} from '../../stage/office/import-list';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

const cloud = cloudOfEach();
let operator: Phone;
beforeEach(async () => {
  operator = phoneOf(cloud, 'operator-he');
});

const reason = '旧系统停用';
const apply = async (importId: string) => {
  await operator.office.applyImport({ importId, check: 1, reason });
  return waitFor(operator, importId);
};
const memberOf = (nickname: string) => documentsOf(cloud, 'members').find((one) => one.nickname === nickname);
const linesOf = async (importId: string, only: Parameters<Phone['office']['listImportLines']>[0]['only']) => {
  const lines = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Phone['office']['listImportLines']>> =
      await operator.office.listImportLines({
        importId,
        only,
        cursor,
      });
    lines.push(...page.lines);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return lines;
};
const one = (cells: Partial<Record<string, string>>): string[] =>
  HEADINGS.map((heading) => cells[heading] ?? '');

describe('a list of another system', () => {
  it('of 2,600 lines with every way of being wrong: each line has its verdict and the reason, and nothing changes', async () => {
    const list = newList(2_600);
    const sent = await sendList(operator, csvFile(list.rows));
    expect(sent).toMatchObject({ status: 'read', lines: 2_600, name: '老会员.csv' });
    expect(sent.columns.map(({ field }) => field)).toEqual([
      'name',
      'phone',
      'oldCard',
      'gender',
      'birthday',
      'joinedOn',
      'tags',
      'optedOut',
      null,
    ]);
    expect(sent.columns[1]?.samples[0]).toBe('139****0000');
    const tried = await tryList(operator, sent);
    const conflicts = BAD_KINDS.filter(isConflict).reduce((sum, kind) => sum + list.badOf(kind), 0);
    const rejects = 2_600 - list.good - conflicts;
    expect(tried).toMatchObject({
      status: 'checked',
      counts: { create: list.good, update: 0, same: 0, conflict: conflicts, reject: rejects },
    });
    expect(documentsOf(cloud, 'members')).toEqual([]);
    const reasons = new Map<string, number>();
    for (const { why } of await linesOf(sent.importId, 'reject'))
      reasons.set(why ?? '', (reasons.get(why ?? '') ?? 0) + 1);
    // A landline and a number that lacks a digit are told alike.
    expect(reasons.size).toBe(BAD_KINDS.filter((kind) => !isConflict(kind)).length - 1);
    expect([...reasons.values()].sort((x, y) => x - y)).toEqual([...Array<number>(9).fill(25), 50]);
    const clashes = await linesOf(sent.importId, 'conflict');
    expect(clashes.map(({ line }) => line)).toEqual(clashes.map(({ line }) => line).sort((x, y) => x - y));
    expect(new Set(clashes.map(({ why }) => why))).toEqual(
      new Set(['手机号和第 2 行相同', '卡号和第 2 行相同']),
    );
  });

  it('applied by a page and a sweep at once: everybody once, no gift, told; the file goes; taken back, nothing is left', async () => {
    const list = newList(104);
    const { importId } = await tryList(operator, await sendList(operator, csvFile(list.rows)));
    const requestId = newTestRequest();
    await operator.office.applyImport({ importId, check: 1, reason }, { requestId });
    await operator.office.applyImport({ importId, check: 1, reason }, { requestId });
    await Promise.all([waitFor(operator, importId), pass(cloud), waitFor(operator, importId)]);
    expect(await waitFor(operator, importId)).toMatchObject({
      status: 'applied',
      results: { made: list.good, skipped: 0 },
    });
    expect(documentsOf(cloud, 'members')).toHaveLength(list.good);
    expect(documentsOf(cloud, 'coupons')).toEqual([]);
    expect(documentsOf(cloud, 'pointsEntries')).toEqual([]);
    expect(documentsOf(cloud, 'memberImports').map(({ parts }) => parts)).toEqual([[]]);
    const paused = documentsOf(cloud, 'messageProfiles');
    expect(paused).toHaveLength(
      documentsOf(cloud, 'members').filter(({ imported }) => imported && (imported.line - 2) % 7 === 0)
        .length,
    );
    expect(paused.every(({ mutedKinds }) => mutedKinds.includes('campaign'))).toBe(true);
    expect(memberOf('会员21')).toMatchObject({
      phone: { masked: '139****0021' },
      profile: { gender: 'male' },
      tags: ['老客', '团购'],
      welcomePoints: 'done',
    });
    await pass(cloud);
    await pass(cloud);
    const imported = await operator.office.listMembers({ filter: { source: 'import' }, cursor: null });
    expect(imported.count).toEqual({ members: list.good, more: false });
    // By the number of the other system, with the zeros it begins with.
    const [found] = (await operator.office.listMembers({ filter: { text: cardOfLine(21) }, cursor: null }))
      .members;
    if (!found) throw new Error('not found by the old card');
    expect(found.nickname).toBe('会员21');
    const told = await operator.office.readMemberTimeline({ memberId: found.memberId, cursor: null });
    expect(told.entries.map(({ what, by, reason: why }) => [what, by?.name, why])).toEqual([
      ['joined', '运营小何', reason],
    ]);

    await operator.office.undoImport({ importId, reason: '导错了' });
    expect(await waitFor(operator, importId)).toMatchObject({
      status: 'undone',
      results: { undone: list.good, kept: 0 },
    });
    await pass(cloud);
    await pass(cloud);
    for (const name of ['members', 'identities', 'messageProfiles', 'reminders', 'memberIndex'] as const)
      expect(documentsOf(cloud, name)).toEqual([]);
    expect(
      documentsOf(cloud, 'auditEntries')
        .filter(({ subjectId }) => subjectId === importId)
        .map(({ action, reason: why }) => [action, why]),
    ).toEqual([
      ['office.startImport', null],
      ['office.checkImport', null],
      ['office.applyImport', reason],
      ['office.undoImport', '导错了'],
    ]);
  });

  it('as XLSX and as GB18030: zeros, dates and whole numbers stay what they are', async () => {
    const rows = [one({ 姓名: '阿珍', 手机号: '13912345678', 会员卡号: '000123', 入会日期: '2019年5月1日' })];
    const xlsx = await tryList(
      operator,
      await sendList(operator, writeXlsx([HEADINGS, ...rows]), '名单.xlsx'),
    );
    expect(xlsx.counts).toMatchObject({ create: 1 });
    await apply(xlsx.importId);
    expect(memberOf('阿珍')?.joinedAt).toBe(Date.parse('2019-05-01T00:00:00+08:00'));
    expect(documentsOf(cloud, 'identities').map(({ _id }) => _id)).toContain('old_card:000123');
    // `姓名,手机号` and `张三,13912345678`, as Excel writes them in China.
    const gbk = Buffer.concat([
      Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xca, 0xd6, 0xbb, 0xfa, 0xba, 0xc5, 0x0d, 0x0a]),
      Buffer.from([0xd5, 0xc5, 0xc8, 0xfd, 0x2c]),
      Buffer.from('1.3912345679E+10\r\n'),
    ]);
    const second = await tryList(operator, await sendList(operator, gbk));
    await apply(second.importId);
    expect(memberOf('张三')?.phone?.masked).toBe('139****5679');
    await expect(sendList(operator, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).rejects.toMatchObject({
      code: 'import_unreadable',
    });
  });

  it('a member there is: blanks overwrite nothing, their own words stay, an opt-out is only added; taken back as it was', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await join(lin, await lin.phoneCode());
    await lin.member.saveDetails({ nickname: '林小姐', gender: 'female', birthday: null });
    const rows = [
      one({
        姓名: '林某',
        手机号: '13800138000',
        性别: '',
        生日: '1990-01-02',
        标签: '老客',
        会员卡号: 'A01',
        拒收: '是',
      }),
    ];
    const first = await tryList(operator, await sendList(operator, csvFile(rows)));
    expect(first.counts).toMatchObject({ create: 0, update: 1 });
    expect(await linesOf(first.importId, null)).toMatchObject([
      { line: 2, who: '林某 138****8000 A01', why: '生日、标签、卡号、拒收推送' },
    ]);
    await apply(first.importId);
    const profile = { gender: 'female', birthday: '1990-01-02' };
    expect(memberOf('林小姐')).toMatchObject({ tags: ['老客'], profile });
    expect(documentsOf(cloud, 'messageProfiles')).toMatchObject([{ mutedKinds: ['campaign'] }]);
    const again = await tryList(
      operator,
      await sendList(operator, csvFile([one({ 手机号: '13800138000', 会员卡号: 'A01', 拒收: '否' })])),
    );
    expect(again.counts).toMatchObject({ create: 0, update: 0, same: 1 });
    expect(await apply(again.importId)).toMatchObject({ results: { made: 0, skipped: 0 } });
    expect(memberOf('林小姐')).toMatchObject({ tags: ['老客'], profile });
    expect(documentsOf(cloud, 'messageProfiles')).toMatchObject([{ mutedKinds: ['campaign'] }]);

    // The card stands in both.
    await operator.office.undoImport({ importId: again.importId, reason: '不要了' });
    await waitFor(operator, again.importId);
    await operator.office.undoImport({ importId: first.importId, reason: '不要了' });
    expect(await waitFor(operator, first.importId)).toMatchObject({ results: { undone: 1, kept: 0 } });
    expect(memberOf('林小姐')).toMatchObject({ tags: [], profile: { gender: 'female', birthday: null } });
    expect(documentsOf(cloud, 'identities').map(({ kind }) => kind)).not.toContain('old_card');
    // Nobody is switched on again, not even by taking a list back.
    expect(documentsOf(cloud, 'messageProfiles')).toMatchObject([{ mutedKinds: ['campaign'] }]);
  });

  it('a number and a card that lead to two members is a conflict; what changed after the dry run is left alone', async () => {
    const seed = await tryList(
      operator,
      await sendList(
        operator,
        csvFile([
          one({ 姓名: '甲', 手机号: '13911110001', 会员卡号: 'C1' }),
          one({ 姓名: '乙', 手机号: '13911110002', 会员卡号: 'C2' }),
        ]),
      ),
    );
    await apply(seed.importId);
    const mixed = await tryList(
      operator,
      await sendList(
        operator,
        csvFile([
          one({ 手机号: '13911110001', 会员卡号: 'C2' }),
          one({ 手机号: '13911110003', 会员卡号: 'C1' }),
          one({ 姓名: '丙', 手机号: '13800138000' }),
        ]),
      ),
    );
    expect(mixed.counts).toMatchObject({ conflict: 2, create: 1 });
    const lin = phoneOf(cloud, 'shopper-lin');
    await join(lin, await lin.phoneCode());
    expect(await apply(mixed.importId)).toMatchObject({ results: { made: 0, skipped: 1 } });
    expect(await linesOf(mixed.importId, 'skipped')).toMatchObject([
      { line: 4, why: '试运行之后变了：名字' },
    ]);
    expect(documentsOf(cloud, 'members')).toHaveLength(3);
  });

  it('who comes by phone is not new: no gift again, and what is used by then is kept when the list is taken back', async () => {
    const rows = [
      one({ 姓名: '林老客', 手机号: '13800138000', 入会日期: '2020-01-01' }),
      one({ 姓名: '没来过', 手机号: '13911110009' }),
    ];
    const list = await tryList(operator, await sendList(operator, csvFile(rows)));
    await apply(list.importId);
    const lin = phoneOf(cloud, 'shopper-lin');
    const welcome = await join(lin, await lin.phoneCode());
    expect(welcome).toMatchObject({ outcome: 'already_member', coupons: [], member: { nickname: '林老客' } });
    await pass(cloud);
    expect(documentsOf(cloud, 'coupons')).toEqual([]);
    expect(documentsOf(cloud, 'pointsEntries')).toEqual([]);
    expect((await lin.identityMap.readMine({})).phoneVerifiedAt).not.toBeNull();
    await order(cloud, lin, 8_000);
    await operator.office.undoImport({ importId: list.importId, reason: '导错了' });
    expect(await waitFor(operator, list.importId)).toMatchObject({ results: { undone: 1, kept: 1 } });
    expect(await linesOf(list.importId, 'kept')).toMatchObject([{ line: 2, why: '本人已经登录过' }]);
    expect(documentsOf(cloud, 'members').map(({ nickname }) => nickname)).toEqual(['林老客']);
  });
});
