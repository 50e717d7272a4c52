import { writeXlsx } from '../../../../cloudfunctions/office/exports/write-xlsx';
import { collectionNames } from '../../../../cloudfunctions/kit/store/schema';
import { pass } from '../../../stage/invite-stage';
import { csvFile, HEADINGS, sendList, tryList, waitFor } from '../../../stage/office/import-list';
import { cloudOfEach } from '../../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../../stage/stage';

/** What a dry run said holds, or is refused; what a spreadsheet lost is told; our own files can be read again. */
const cloud = cloudOfEach();
let he: Phone;
beforeEach(() => {
  he = phoneOf(cloud, 'operator-he');
});

const reason = '旧系统停用';
const one = (cells: Partial<Record<string, string>>): string[] =>
  HEADINGS.map((heading) => cells[heading] ?? '');
const members = () => documentsOf(cloud, 'members');

it('a card plan that was stopped after the dry run is given to nobody: refused and nothing begun, until it is opened or another is tried', async () => {
  const { importId, planId } = await tryList(
    he,
    await sendList(he, csvFile([one({ 姓名: '甲', 手机号: '13911110001' })])),
  );
  if (planId === null) throw new Error('no plan');
  const other = await he.card.savePlan({
    edit: null,
    terms: { name: '新卡', benefits: ['会员价'], validForDays: null, memberRate: 950 },
  });
  await he.card.setDefaultPlan({ planId: other.plan.planId, instead: planId });
  await he.card.setPlanOpen({ planId, open: false, reason: '换新卡' });
  const requestId = newTestRequest();
  const apply = () => he.office.applyImport({ importId, check: 1, reason }, { requestId });
  await expect(apply()).rejects.toMatchObject({ code: 'card_plan_closed' });
  expect(await waitFor(he, importId)).toMatchObject({ status: 'checked', done: 0 });
  await cloud.runTimers();
  expect(members()).toEqual([]);
  await he.card.setPlanOpen({ planId, open: true, reason: '还要用' });
  await apply();
  // Begun, it goes to its end.
  await he.card.setPlanOpen({ planId, open: false, reason: '换新卡' });
  expect(await waitFor(he, importId)).toMatchObject({ results: { made: 1, skipped: 0 } });
  expect(members()).toMatchObject([{ card: { planId } }]);
});

it('a card number that a spreadsheet kept as a number of more than fifteen digits is refused, as a text it is taken', async () => {
  const rows = [one({ 姓名: '甲', 会员卡号: '6222021234567890' }), one({ 姓名: '乙' })].map((row) => [
    ...row,
  ]);
  const [, numbered] = rows;
  const sheet = [HEADINGS, rows[0]!, numbered!.map((cell, at) => (at === 2 ? 6_222_021_234_567_891 : cell))];
  const tried = await tryList(he, await sendList(he, writeXlsx(sheet), '名单.xlsx'));
  expect(tried.counts).toMatchObject({ create: 1, reject: 1 });
  const { lines } = await he.office.listImportLines({
    importId: tried.importId,
    only: 'reject',
    cursor: null,
  });
  expect(lines.map(({ line }) => line)).toEqual([3]);
  expect(lines[0]?.why).toContain('科学记数');
});

it.each([
  ['a CSV', (rows: string[][]) => csvFile(rows)],
  ['an XLSX', (rows: string[][]) => writeXlsx([HEADINGS, ...rows])],
])(
  '%s of our own is read as it was written: whole numbers, and names like formulas and codes',
  async (_, file) => {
    const rows = [
      one({ 姓名: '=阿珍', 手机号: '+8613911110001' }),
      one({ 姓名: '_x0041_花', 手机号: '+8613911110002' }),
    ];
    const { importId, counts } = await tryList(he, await sendList(he, file(rows)));
    expect(counts).toMatchObject({ create: 2 });
    await he.office.applyImport({ importId, check: 1, reason });
    await waitFor(he, importId);
    expect(
      members()
        .map(({ nickname, phone }) => [nickname, phone?.masked])
        .sort(),
    ).toEqual([
      ['=阿珍', '139****0001'],
      ['_x0041_花', '139****0002'],
    ]);
  },
);

it('a card of the other system that is a phone number stands nowhere in clear, and leads to whose it is', async () => {
  const CARD = '13911110007';
  const { importId } = await tryList(he, await sendList(he, csvFile([one({ 姓名: '甲', 会员卡号: CARD })])));
  const { lines } = await he.office.listImportLines({ importId, only: null, cursor: null });
  expect(lines.map(({ who }) => who)).toEqual(['甲 139****0007']);
  await he.office.applyImport({ importId, check: 1, reason });
  await waitFor(he, importId);
  for (let minute = 0; minute < 4; minute += 1) await pass(cloud);
  for (const name of collectionNames) expect(JSON.stringify(documentsOf(cloud, name))).not.toContain(CARD);
  const found = await he.office.listMembers({ filter: { text: CARD }, cursor: null });
  expect(found.members.map(({ nickname }) => nickname)).toEqual(['甲']);
  // The same card in another list is the same person.
  const again = await tryList(he, await sendList(he, csvFile([one({ 姓名: '甲', 会员卡号: `86${CARD}` })])));
  expect(again.counts).toMatchObject({ same: 1 });
});
