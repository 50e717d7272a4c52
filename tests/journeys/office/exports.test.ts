import { fen } from '@contracts/primitives/fen';
import { chinaDateOf, DAY_MS, instant, startOfChinaDate } from '@contracts/primitives/time';
import { chinaDate, orderId as orderIdOf } from '@contracts/values';
import { join, memberIdOf } from '../../stage/identity-stage';
import { order, pass } from '../../stage/invite-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { rowsOfXlsx } from '../../stage/office/read-xlsx';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

const cloud = cloudOfEach();
let operator: Phone;
let owner: Phone;
beforeEach(async () => {
  operator = phoneOf(cloud, 'operator-he');
  owner = phoneOf(cloud, 'owner-li');
  const lin = phoneOf(cloud, 'shopper-lin');
  await join(lin, await lin.phoneCode());
  await lin.member.saveDetails({ nickname: '=阿珍,"妈妈"', gender: null, birthday: null });
  await order(cloud, lin, 8_000);
  await join(phoneOf(cloud, 'shopper-wang'));
  for (let minute = 0; minute < 5; minute += 1) await pass(cloud);
});

const everybody = { filter: {}, reason: '月底对账' };
const written = async () => {
  for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
  const [first] = (await operator.office.listExports({ cursor: null })).exports;
  if (!first) throw new Error('nothing was exported');
  return first;
};
const contentOf = (exportId: string): Buffer => {
  const fileId = documentsOf(cloud, 'exports').find(({ _id }) => _id === exportId)?.fileId;
  const content = fileId && cloud.storage.read(fileId);
  if (!content) throw new Error('no file');
  return Buffer.from(content);
};

const rowsOf = (exportId: string) => rowsOfXlsx(contentOf(exportId));

describe('members as a file', () => {
  it('a CSV: masked, no formula, numbers as numbers, below them whose it is; once per request, and told', async () => {
    const wish = { ...everybody, format: 'csv' as const, withPhones: false };
    const requestId = newTestRequest();
    const first = await operator.office.exportMembers(wish, { requestId });
    expect(await operator.office.exportMembers(wish, { requestId })).toEqual(first);
    const done = await written();
    expect(done).toMatchObject({ status: 'done', rows: 2, of: { rows: 2, more: false }, isCut: false });
    const text = contentOf(done.exportId).toString('utf8');
    const lines = text.replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(text.startsWith('\uFEFF名字,手机号,')).toBe(true);
    expect(lines).toHaveLength(4);
    expect(lines.filter((line) => line.includes('阿珍'))[0]).toMatch(/^"'=阿珍,""妈妈""",138\*\*\*\*8000,/);
    expect(lines[3]).toContain(done.exportId);
    expect(text).not.toContain('13800138000');
    expect(documentsOf(cloud, 'exportParts')).toEqual([]);
    const { url } = await operator.office.tellExport({ exportId: done.exportId });
    expect(url).toMatch(/^https?:/);
    expect(
      documentsOf(cloud, 'auditEntries')
        .filter(({ subjectId }) => subjectId === done.exportId)
        .map(({ action, reason }) => [action, reason]),
    ).toEqual([
      ['office.exportMembers', '月底对账'],
      ['office.tellExport', null],
    ]);
  });

  it('an XLSX another reader opens: the text as it is, figures that can be summed', async () => {
    await operator.office.exportMembers({ ...everybody, format: 'xlsx', withPhones: false });
    const rows = rowsOf((await written()).exportId);
    expect(rows).toHaveLength(4);
    const lin = rows.find(({ c }) => c.some(({ is }) => is?.t['#text'].includes('阿珍') === true));
    const at = (column: string) => lin?.c.find((cell) => cell['@_r'].startsWith(column));
    expect(at('A')?.is?.t['#text']).toBe('=阿珍,"妈妈"');
    expect(at('J')?.v).toBe(1);
    expect(at('K')?.v).toBeGreaterThan(0);
  });

  it('whole numbers are the owner’s alone, in the file and at its address; after a day the file is gone', async () => {
    const wish = { ...everybody, format: 'csv' as const, withPhones: true };
    await expect(operator.office.exportMembers(wish)).rejects.toMatchObject({ code: 'not_allowed' });
    await owner.office.exportMembers(wish);
    const { exportId } = await written();
    expect(contentOf(exportId).toString('utf8')).toContain("'+8613800138000");
    await expect(operator.office.tellExport({ exportId })).rejects.toMatchObject({ code: 'not_allowed' });
    await owner.office.tellExport({ exportId });
    // As when the function ended between the file and the removal of what it was made of.
    await cloud.database
      .environment(cloud.env)
      .insert('exportParts', [{ _id: `${exportId}:0000`, exportId, rows: [['+8613800138000']] }]);
    await pass(cloud, DAY_MS);
    expect((await written()).status).toBe('gone');
    expect(documentsOf(cloud, 'exportParts')).toEqual([]);
    await expect(owner.office.tellExport({ exportId })).rejects.toMatchObject({ code: 'export_not_found' });
  });

  it('goes on after a slice was lost, and holds everybody once', async () => {
    const [model] = documentsOf(cloud, 'memberIndex');
    const member = documentsOf(cloud, 'members').find(({ _id }) => _id === model?._id);
    const environment = cloud.database.environment(cloud.env);
    const ids = Array.from(
      { length: 1_200 },
      (_, n) => `mem_01ARZ3NDEKTSV4RRFFQ69G${String(n).padStart(4, '0')}`,
    );
    await environment.insert(
      'memberIndex',
      ids.map((_id) => ({ ...model, _id, dueAt: null })),
    );
    await environment.insert(
      'members',
      ids.map((_id) => ({ ...member, _id })),
    );
    await operator.office.exportMembers({ ...everybody, format: 'csv', withPhones: false });
    cloud.faults.apply({ target: 'database', nth: 25, onwards: true, kind: 'drop' });
    await pass(cloud).catch(() => undefined);
    cloud.faults.clear();
    environment.endTransactions();
    for (let minute = 0; minute < 5; minute += 1) await pass(cloud);
    const done = await written();
    expect(done).toMatchObject({ status: 'done', rows: 1_202 });
    expect(contentOf(done.exportId).toString('utf8').trimEnd().split('\r\n')).toHaveLength(1_204);
  });
});

it('a member’s own id stands in no file', async () => {
  await operator.office.exportMembers({ ...everybody, format: 'csv', withPhones: false });
  const text = contentOf((await written()).exportId).toString('utf8');
  expect(text).not.toContain(await memberIdOf(phoneOf(cloud, 'shopper-lin')));
});

describe('another list as a file', () => {
  const textOf = async () => {
    const done = await written();
    return { done, lines: contentOf(done.exportId).toString('utf8').trimEnd().split('\r\n') };
  };
  const today = () => chinaDateOf(instant(cloud.clock.now()));
  const day = () => ({ from: today(), until: today() });

  it('orders, refunds, coupons and points of a day: one line each, people by name, and told', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const paid = documentsOf(cloud, 'orders').find(({ status }) => status === 'paid');
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.payment.refund({
      orderId: orderIdOf.parse(paid?._id),
      amountFen: fen(500),
      reason: '少了一个',
    });
    for (let minute = 0; minute < 2; minute += 1) await pass(cloud);
    const wish = { period: day(), format: 'csv' as const, reason: '月底对账' };

    await operator.office.exportList({ list: 'orders', ...wish });
    const orders = await textOf();
    expect(orders.done).toMatchObject({
      list: 'orders',
      period: day(),
      rows: 1,
      of: { rows: 1, more: false },
    });
    expect(orders.lines).toHaveLength(3);
    expect(orders.lines[1]).toContain(`${paid?._id},`);
    expect(orders.lines[1]).toMatch(/,"'=阿珍,""妈妈""",\d{4},/);
    expect(orders.lines[1]?.endsWith(',5,部分退款')).toBe(true);

    await operator.office.exportList({ list: 'refunds', ...wish });
    expect((await textOf()).lines[1]).toMatch(
      new RegExp(`^ref_\\w+,${paid?._id},.*,5,微信支付,少了一个,,已退回$`),
    );

    await operator.office.exportList({ list: 'coupons', ...wish });
    const coupons = await textOf();
    expect(coupons.done.rows).toBe(documentsOf(cloud, 'coupons').length);
    expect(coupons.lines.join()).not.toMatch(/cpn_|mem_|\d{16}/);

    await operator.office.exportList({ list: 'points', ...wish });
    const points = await textOf();
    expect(points.done.rows).toBe(documentsOf(cloud, 'pointsEntries').length);
    expect(points.lines.join()).not.toContain(await memberIdOf(lin));

    expect(
      documentsOf(cloud, 'auditEntries')
        .filter(({ action }) => action === 'office.exportList')
        .map(({ detail }) => detail['list']),
    ).toEqual(['orders', 'refunds', 'coupons', 'points']);
  });

  it('the audit log: who did what to whom and why, without an id of anybody', async () => {
    const lin = await memberIdOf(phoneOf(cloud, 'shopper-lin'));
    await operator.office.tagMember({ memberId: lin, add: ['宝妈'], remove: [], reason: '来电登记' });
    await operator.office.exportList({ list: 'audit', period: day(), format: 'csv', reason: '季度复核' });
    const { done, lines } = await textOf();
    expect(done).toMatchObject({ list: 'audit', isCut: false });
    const tagged = lines.find((line) => line.includes(',改会员标签,')) ?? '';
    expect(tagged).toMatch(/^[-0-9]{10} [:0-9]{8},[^,]+,运营,手机,改会员标签,"'=阿珍,""妈妈""",\d{4},/);
    expect(tagged).toContain(',来电登记,标签：无,标签：宝妈');
    expect(lines.some((line) => line.includes('季度复核'))).toBe(true);
    expect(lines.join()).not.toMatch(/mem_|openid:|unionid:/);
  });

  it('the audit log as XLSX another reader opens: every column in words, points as a figure', async () => {
    const lin = await memberIdOf(phoneOf(cloud, 'shopper-lin'));
    await operator.points.adjust({ memberId: lin, points: 50, reason: '=1+1' });
    await operator.office.freezeMember({ memberId: lin, frozen: true, reason: '来电登记' });
    await operator.office.exportList({ list: 'audit', period: day(), format: 'xlsx', reason: '季度复核' });
    const rows = rowsOf((await written()).exportId);
    const titles = rows[0]?.c.map(({ is }) => is?.t['#text']) ?? [];
    expect(titles.slice(0, 4)).toEqual(['时间', '谁', '身份', '从哪里']);
    const valuesOf = (action: string) => {
      const cells = rows.find(({ c }) => c.some(({ is }) => is?.t['#text'] === action))?.c ?? [];
      const titleOf = (at: string) => String(titles[at.charCodeAt(0) - 'A'.charCodeAt(0)]);
      return new Map<string, unknown>(
        cells.map((cell) => [titleOf(cell['@_r']), cell.v ?? cell.is?.t['#text']]),
      );
    };
    const [adjusted, frozen] = [valuesOf('调整积分'), valuesOf('冻结或解冻会员')];
    const said = ['谁', '身份', '从哪里', '积分', '原因'].map((title) => adjusted.get(title));
    expect(said).toEqual(['运营小何', '运营', '手机', 50, '=1+1']);
    expect(['改前', '改后'].map((title) => frozen.get(title))).toEqual(['冻结：否', '冻结：是']);
  });

  it('holds what happened in the days, from 00:00 to 24:00 in China', async () => {
    const [order] = documentsOf(cloud, 'orders');
    const start = startOfChinaDate('2026-11-02');
    if (!order || start === null) throw new Error('no order to copy');
    const at = (shift: number, n: number) => ({
      ...order,
      _id: `ord_01ARZ3NDEKTSV4RRFFQ69G5${n}A0`,
      createdAt: start + shift,
    });
    await cloud.database
      .environment(cloud.env)
      .insert('orders', [at(-1, 0), at(0, 1), at(2 * DAY_MS - 1, 2), at(2 * DAY_MS, 3)]);
    const period = { from: chinaDate.parse('2026-11-02'), until: chinaDate.parse('2026-11-03') };
    await operator.office.exportList({ list: 'orders', period, format: 'csv', reason: '两天' });
    const { lines } = await textOf();
    expect(lines.slice(1, -1).map((line) => line.split(',')[1])).toEqual([
      '2026-11-02 00:00:00',
      '2026-11-03 23:59:59',
    ]);
  });

  it('who closed the account is nobody any more', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const period = day();
    await lin.identityMap.requestClosure({});
    await pass(cloud, 7 * DAY_MS);
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
    await operator.office.exportList({ list: 'points', period, format: 'csv', reason: '看一下' });
    const { lines } = await textOf();
    expect(lines.some((line) => line.includes(',已注销,,'))).toBe(true);
    expect(lines.join()).not.toContain('阿珍');
  });

  it('no clerk, and not two years', async () => {
    const wish = { list: 'orders' as const, format: 'csv' as const, reason: '看一下' };
    await expect(
      phoneOf(cloud, 'clerk-zhou').office.exportList({ ...wish, period: day() }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
    const period = { from: chinaDate.parse('2024-11-02'), until: chinaDate.parse('2026-11-02') };
    await expect(operator.office.exportList({ ...wish, period })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
