import * as z from 'zod';
import { csvFile, HEADINGS } from '../../stage/office/import-list';
import { checkoutScene, shows } from '../harness/checkout-scene';

/** The built mini-program against the real functions: what an operator does with one member, and a list of another system. */
const scene = checkoutScene();
const { documents, open } = scene;
const memberPage = () => ({
  path: 'merchant/pages/member/index',
  query: { id: String(documents('members').find(({ nickname }) => nickname === null)?.['_id']) },
});

describe('a member’s page', () => {
  it('leads to their points and to coupons for them, without looking for them again', async () => {
    const mp = await open('operator-he', memberPage());
    await mp.tap('#points');
    shows(mp, '补发或扣减', '可用积分', '换一位');
    await mp.fire('#points', 'input', { value: '5' });
    await mp.fire('#reason', 'input', { value: '补发' });
    await mp.tap('#adjust');
    await mp.tap('#sure-yes');
    shows(mp, '+5，现有');
    const coupons = await open('operator-he', memberPage());
    await coupons.tap('#coupons');
    shows(coupons, '发券：点一张券，选「发给会员」');
    const [template] = documents('couponTemplates').filter(({ status }) => status === 'published');
    const templateId = String(template?.['_id']);
    await coupons.tap(`#manage-${templateId}`);
    await coupons.tap(`#issue-${templateId}`);
    shows(coupons, '换一位');
    await coupons.fire(`#why-${templateId}`, 'input', { value: '客诉补偿' });
    await coupons.tap(`#issue-now-${templateId}`);
    await coupons.tap('#sure-yes');
    shows(coupons, '已发 1 张');
    expect([...mp.errors, ...coupons.errors]).toEqual([]);
  });
});

describe('what the office does on a member’s page', () => {
  const tell = () => documents('auditEntries').map(({ action, reason }) => [action, reason]);
  it('asks for what an act needs and for the reason that is typed; nothing is done without', async () => {
    const mp = await open('operator-he', memberPage());
    await mp.tap('#act-tag');
    await mp.fire('#added', 'input', { value: '宝妈，爱吃菜' });
    await mp.tap('#do-act');
    shows(mp, '请写原因，至少两个字');
    expect(documents('auditEntries').filter(({ action }) => action === 'office.tagMember')).toEqual([]);
    await mp.fire('#reason', 'input', { value: '来电登记' });
    await mp.tap('#do-act');
    shows(mp, '标签改好了', '宝妈、爱吃菜');
    await mp.tap('#act-tag');
    await mp.tap('#removed-宝妈');
    await mp.fire('#reason', 'input', { value: '登记错了' });
    await mp.tap('#do-act');
    shows(mp, '爱吃菜');
    expect(tell()).toEqual(
      expect.arrayContaining([
        ['office.tagMember', '来电登记'],
        ['office.tagMember', '登记错了'],
      ]),
    );
    expect(mp.errors).toEqual([]);
  });

  it('freezes and thaws, takes one coupon back, and says who may be the same, each with its reason', async () => {
    const mp = await open('operator-he', memberPage());
    for (const [said, after] of [
      ['客诉核实', '冻结：客诉核实'],
      ['核实完毕', '已解冻'],
    ]) {
      await mp.tap('#act-freeze');
      await mp.fire('#reason', 'input', { value: said });
      await mp.tap('#do-act');
      await mp.tap('#sure-yes');
      shows(mp, String(after));
    }
    const usable = () => documents('coupons').filter(({ status }) => status === 'unused').length;
    const before = usable();
    await mp.tap('#act-revoke');
    await mp.fire('#coupon', 'change', { value: '0' });
    await mp.fire('#reason', 'input', { value: '发错了' });
    await mp.tap('#do-act');
    await mp.tap('#sure-yes');
    shows(mp, '已收回，正在通知会员');
    expect(usable()).toBe(before - 1);
    await mp.tap('#act-replace');
    await mp.fire('#reason', 'input', { value: '卡丢了' });
    await mp.tap('#do-act');
    await mp.tap('#sure-yes');
    shows(mp, '新卡尾号');
    await mp.tap('#act-same');
    await mp.tap('#do-act');
    shows(mp, '请先找到另一位');
    const told = tell().filter(
      ([action]) => String(action).startsWith('office.') || action === 'coupon.revokeCoupons',
    );
    expect(told).toEqual(
      expect.arrayContaining([
        ['office.freezeMember', '客诉核实'],
        ['office.freezeMember', '核实完毕'],
        ['office.replaceCard', '卡丢了'],
      ]),
    );
    expect(mp.errors).toEqual([]);
  });

  it('sets a tier by hand to the end of a day, and takes it away; what is missing is said', async () => {
    const mp = await open('operator-he', memberPage());
    await mp.tap('#act-floor');
    await mp.fire('#reason', 'input', { value: '老顾客' });
    await mp.tap('#do-act');
    shows(mp, '请选等级', '请选保留到哪天');
    await mp.tap('#level-2');
    await mp.fire('#until', 'change', { value: '2027-02-28' });
    await mp.tap('#do-act');
    shows(mp, '保留到 2027年2月28日，马上生效');
    await mp.tap('#sure-yes');
    shows(mp, '已定为「黄金」', '手工定级');
    await mp.tap('#act-floor');
    await mp.tap('#level-0');
    await mp.fire('#reason', 'input', { value: '定错了' });
    await mp.tap('#do-act');
    await mp.tap('#sure-yes');
    shows(mp, '已取消，现在是「新锐」');
    expect(tell()).toEqual(
      expect.arrayContaining([
        ['growth.setFloor', '老顾客'],
        ['growth.setFloor', '定错了'],
      ]),
    );
    expect(mp.errors).toEqual([]);
  });
});

describe('a member at the counter', () => {
  it('a clerk sees what can be used and what was bought at their store, by the number of the card', async () => {
    const mp = await open('clerk-zhou', { path: 'merchant/pages/workbench/index' });
    await mp.tap('#at-counter');
    expect(mp.page().route).toBe('merchant/pages/at-counter/index');
    await mp.fire('#card', 'input', { value: '1234' });
    await mp.tap('#look-up');
    shows(mp, '卡号');
    const [member] = documents('members').filter(({ nickname }) => nickname === null);
    const { number } = z.object({ number: z.string() }).parse(member?.['card']);
    await mp.fire('#card', 'input', { value: number });
    await mp.tap('#look-up');
    shows(mp, '可用积分', '可用券', '在本店的消费');
    expect(mp.text()).not.toContain('处理');
    expect(mp.errors).toEqual([]);
  });

  it('is no page of a shopper', async () => {
    const mp = await open('shopper-lin', { path: 'merchant/pages/at-counter/index' });
    shows(mp, '店员');
    expect(mp.text()).not.toContain('扫会员码');
  });
});

describe('a list of another system', () => {
  it('is sent, tried line by line, applied and taken back', async () => {
    const line = (cells: Record<string, string>) => HEADINGS.map((heading) => cells[heading] ?? '');
    const rows = [
      line({ 姓名: '阿珍', 手机号: '13912345678', 会员卡号: '000123' }),
      line({ 姓名: '阿强', 手机号: '1.39E+10' }),
    ];
    const content = csvFile(rows).toString('utf8');
    const mp = await open('operator-he', {
      path: 'merchant/pages/imports/index',
      answers: {
        chooseMessageFile: () => ({
          tempFiles: [
            { name: '老会员.csv', size: Buffer.byteLength(content), path: 'wxfile://tmp/list.csv' },
          ],
        }),
      },
    });
    mp.files.set('wxfile://tmp/list.csv', content);
    await mp.tap('#choose-file');
    expect(mp.page().route).toBe('merchant/pages/import/index');
    shows(mp, '老会员.csv', '每一列是什么', '139****5678');
    await mp.tap('#check-import');
    shows(mp, '冲突', '有错');
    await mp.tap('#tab-reject');
    shows(mp, '第 3 行');
    await mp.fire('#import-reason', 'input', { value: '旧系统停用' });
    await mp.tap('#apply-import');
    await mp.tap('#sure-yes');
    shows(mp, '之前可以撤销没用过的');
    expect(documents('members').filter(({ nickname }) => nickname === '阿珍')).toHaveLength(1);
    await mp.fire('#import-reason', 'input', { value: '导错了' });
    await mp.tap('#undo-import');
    await mp.tap('#sure-yes');
    shows(mp, '已撤销');
    expect(documents('members').filter(({ nickname }) => nickname === '阿珍')).toEqual([]);
    expect(mp.errors).toEqual([]);
  });

  it('is no page of a shopper', async () => {
    const mp = await open('shopper-lin', { path: 'merchant/pages/imports/index' });
    shows(mp, '这里是运营的页面');
  });
});
