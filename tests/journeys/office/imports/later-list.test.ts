import { csvFile, HEADINGS, sendList, tryList, waitFor } from '../../../stage/office/import-list';
import { cloudOfEach } from '../../../stage/journey/shared-cloud';
import { join } from '../../../stage/identity-stage';
import { documentsOf, phoneOf, type Phone } from '../../../stage/stage';

/** Somebody stands in two lists of another system, of which one is taken back. */
const cloud = cloudOfEach();
let he: Phone;
beforeEach(() => {
  he = phoneOf(cloud, 'operator-he');
});

const [PHONE, OTHER] = ['13911110001', '13911110002'];
const one = (cells: Partial<Record<string, string>>): string[] =>
  HEADINGS.map((heading) => cells[heading] ?? '');
const tried = async (name: string, ...rows: string[][]) =>
  tryList(he, await sendList(he, csvFile(rows), name));
const applied = async (name: string, ...rows: string[][]) => {
  const { importId, checks } = await tried(name, ...rows);
  cloud.clock.advance(60_000);
  await he.office.applyImport({ importId, check: checks, reason: '旧系统停用' });
  return (await waitFor(he, importId)).importId;
};
const undone = async (importId: string) => {
  await he.office.undoImport({ importId, reason: '导错了' });
  return waitFor(he, importId);
};
const members = () =>
  documentsOf(cloud, 'members').map(({ nickname, tags, profile }) => ({
    nickname,
    tags,
    birthday: profile.birthday,
  }));
const keys = () =>
  documentsOf(cloud, 'identities')
    .map(({ kind }) => kind)
    .sort();
const linesOf = async (importId: string) =>
  (await he.office.listImportLines({ importId, only: null, cursor: null })).lines;

it.each([
  ['the same', '甲', 'same'],
  ['another name', '乙', 'update'],
] as const)(
  'whom a list made and a later one names, with %s, stays as the later one says until that is taken back, too',
  async (_, name, verdict) => {
    const first = await applied(
      '甲.csv',
      one({ 姓名: '甲', 手机号: PHONE, 会员卡号: 'A1', 标签: '老客、宝妈', 生日: '1990-01-02' }),
      one({ 姓名: '只在第一份', 手机号: OTHER }),
    );
    const second = await tried('乙.csv', one({ 姓名: name, 手机号: PHONE, 标签: '宝妈' }));
    expect(second.counts[verdict]).toBe(1);
    cloud.clock.advance(60_000);
    await he.office.applyImport({ importId: second.importId, check: 1, reason: '旧系统停用' });
    await waitFor(he, second.importId);
    expect(await undone(first)).toMatchObject({ results: { undone: 1, kept: 1 } });
    expect((await linesOf(first)).map(({ why }) => why)).toContain(
      '还在之后导入的名单「乙.csv」里，只撤回这份名单写的',
    );
    expect(members()).toEqual([{ nickname: name, tags: ['宝妈'], birthday: null }]);
    expect(keys()).toEqual(['card', 'phone']);
    expect(await undone(second.importId)).toMatchObject({ results: { undone: 1, kept: 0 } });
    expect(members()).toEqual([]);
    expect(keys()).toEqual([]);
  },
);

it.each([
  ['in the order they came', [0, 1, 2]],
  ['the last one first', [2, 1, 0]],
  ['the one between first', [1, 0, 2]],
  ['the first one last', [1, 2, 0]],
])('three lists about a member there was, taken back %s, leave nothing of any of them', async (_, order) => {
  const lin = phoneOf(cloud, 'shopper-lin');
  await join(lin, await lin.phoneCode());
  const before = [members(), keys()];
  const phone = '13800138000';
  const lists = [
    await applied('一', one({ 姓名: '甲', 手机号: phone, 标签: '老客', 会员卡号: 'A1' })),
    await applied('二', one({ 手机号: phone, 标签: '老客、团购', 生日: '1990-01-02' })),
    await applied('三', one({ 手机号: phone, 会员卡号: 'A1', 生日: '1990-01-02', 标签: '团购' })),
  ];
  const says = [
    ['老客', '甲', null],
    ['老客、团购', null, '1990-01-02'],
    ['团购', null, '1990-01-02'],
  ] as const;
  expect(members()).toEqual([{ nickname: '甲', tags: ['老客', '团购'], birthday: '1990-01-02' }]);
  const standing = new Set([0, 1, 2]);
  for (const nth of order) {
    await undone(lists[nth]!);
    standing.delete(nth);
    const said = [...standing].map((at) => says[at]!);
    const [now] = members();
    expect(now?.tags.slice().sort()).toEqual([...new Set(said.flatMap(([tags]) => tags.split('、')))].sort());
    expect(now?.nickname ?? null).toBe(said.map(([, name]) => name).find((name) => name !== null) ?? null);
    expect(now?.birthday).toBe(said.some(([, , birthday]) => birthday !== null) ? '1990-01-02' : null);
    expect(keys().includes('old_card')).toBe(standing.has(0) || standing.has(2));
  }
  expect([members(), keys()]).toEqual(before);
});

it('names of three lists, taken back in the order they came, leave none of them', async () => {
  const first = await applied('一', one({ 姓名: '甲', 手机号: PHONE }));
  const [second, third] = [
    await applied('二', one({ 姓名: '乙', 手机号: PHONE })),
    await applied('三', one({ 姓名: '丙', 手机号: PHONE, 会员卡号: 'A1' })),
  ];
  await undone(second);
  expect(members()).toMatchObject([{ nickname: '丙' }]);
  await undone(first);
  expect(members()).toMatchObject([{ nickname: '丙' }]);
  await undone(third);
  expect(members()).toEqual([]);
  expect(keys()).toEqual([]);
});

it('whom a list that was tried found there already, and who went since, is told as skipped, not as there', async () => {
  const first = await applied('一', one({ 姓名: '甲', 手机号: PHONE }));
  const second = await tried('二', one({ 姓名: '甲', 手机号: PHONE }));
  expect(second.counts).toMatchObject({ same: 1 });
  await undone(first);
  await he.office.applyImport({ importId: second.importId, check: 1, reason: '旧系统停用' });
  expect(await waitFor(he, second.importId)).toMatchObject({ results: { made: 0, skipped: 1 } });
  expect(await linesOf(second.importId)).toMatchObject([{ outcome: 'skipped', why: '试运行之后变了' }]);
});

it('one list after the other: whoever waits for the second works on the first, and nobody is lost between them', async () => {
  const rows = Array.from({ length: 30 }, (_, n) =>
    one({ 姓名: `会员${n}`, 手机号: `139222200${String(n).padStart(2, '0')}` }),
  );
  const first = await applied('一', ...rows);
  const { importId: second } = await tried('二', ...rows);
  await he.office.undoImport({ importId: first, reason: '导错了' });
  cloud.clock.advance(1_000);
  await he.office.applyImport({ importId: second, check: 1, reason: '旧系统停用' });
  await Promise.all([waitFor(he, second), cloud.runTimers(), waitFor(he, first)]);
  const skipped = (await waitFor(he, second)).results.skipped;
  expect([members().length, skipped]).toEqual([0, rows.length]);
});
