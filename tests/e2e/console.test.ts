import type { Page } from 'playwright-core';
import { createClock } from '../../local/cloudbase/clock';
import type { LocalCloud } from '../../local/server';
import { findDeskFaults, signIn } from './desk/console-desk';
import { openBrowser, type TestBrowser } from './browser/open-browser';
import { join, memberIdOf } from '../stage/identity-stage';
import { billOf, payInWechat, STORE } from '../stage/payment-stage';
import { documentsOf, NOON, phoneOf } from '../stage/stage';
import { startWatchedCloud } from '../stage/watch/log-watch';

const OPERATORS_ONLY = [
  ...['/to-do', '/members', '/refunds', '/reconciliation', '/audit', '/files', '/staff', '/settings'],
  ...['/coupons', '/mall', '/plans', '/issue-rules', '/points', '/tiers', '/leaders', '/invites', '/pushes'],
];

/** The web console as the people at the desk use it, with the real functions behind it. */
describe('the desk in a browser', () => {
  let cloud: LocalCloud;
  let browser: TestBrowser;
  let page: Page;
  const problems: string[] = [];
  const owner = () => phoneOf(cloud, 'owner-li');
  const operator = () => phoneOf(cloud, 'operator-he');

  beforeAll(async () => {
    cloud = await startWatchedCloud({ location: ':memory:', clock: createClock({ frozenAt: NOON }) });
    const lin = phoneOf(cloud, 'shopper-lin');
    await join(lin, await lin.phoneCode());
    await join(phoneOf(cloud, 'shopper-wang'));
    await payInWechat(lin, await billOf(cloud, 3200));
    await cloud.triggerTimers();
    browser = await openBrowser({ width: 1280, height: 800 });
    page = await browser.context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(cloud.url) && !/^(data|blob|about):/.test(request.url()))
        problems.push(`outside request: ${request.url()}`);
    });
    page.setDefaultTimeout(20_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await signIn(page, owner(), at('/'));
  });
  afterAll(async () => {
    await browser.close();
    await cloud.close();
  });

  const at = (path: string) => `${cloud.url}/console${path}`;
  const seen = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const button = (name: string | RegExp) =>
    page.getByRole('button', { name }).filter({ visible: true }).first();
  const open = async (path: string, heading: string) => {
    await page.goto(at(path));
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.locator('section[aria-busy="false"]').first().waitFor();
  };

  it('members: found by name, opened by the keyboard, given a tag with its reason; the address says it all', async () => {
    await open('/members', '会员');
    await seen('符合条件 2 位');
    expect(await findDeskFaults(page)).toEqual([]);
    await page.getByRole('searchbox').fill('8000');
    await page.getByRole('searchbox').press('Enter');
    await seen('符合条件 1 位');
    expect(page.url()).toContain('text=8000');
    await page.locator('.row-link').first().press('Enter');
    await page.getByRole('dialog', { name: '会员详情' }).getByText('138****8000').first().waitFor();
    expect(await findDeskFaults(page)).toEqual([]);
    await button('打标签').click();
    await page.getByRole('combobox', { name: '加上' }).fill('常客');
    await page.keyboard.press('Enter');
    await page.getByLabel('原因').fill('每周都来');
    await button('保 存').click();
    await page
      .getByRole('dialog', { name: '会员详情' })
      .locator('.ant-tag')
      .filter({ hasText: '常客' })
      .waitFor();
    expect(documentsOf(cloud, 'members').flatMap(({ tags }) => tags ?? [])).toEqual(['常客']);
    await page.reload();
    await page.getByRole('dialog', { name: '会员详情' }).getByText('138****8000').first().waitFor();
    await page.getByRole('tab', { name: '时间线' }).click();
    await seen('入会');
  });

  it('Ctrl-K leads to a member by the end of their number', async () => {
    await open('/staff', '员工');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '页面、会员昵称、手机号或卡号' }).fill('8000');
    await page.getByRole('option').filter({ hasText: '138****8000' }).waitFor();
    expect(await findDeskFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: '会员详情' }).waitFor();
    expect(page.url()).toContain(await memberIdOf(phoneOf(cloud, 'shopper-lin')));
  });

  it('orders: a refund says what it comes to, and is done once', async () => {
    await open('/orders', '订单');
    await seen('已付款');
    expect(await findDeskFaults(page)).toEqual([]);
    await page.locator('.row-link').first().click();
    await button('退 款').click();
    await page.getByLabel('退多少（元）').fill('5');
    await page.getByLabel('原因').fill('少了一把菜');
    expect(await findDeskFaults(page)).toEqual([]);
    await page.locator('.ant-modal-footer').getByRole('button', { name: '退 款' }).click();
    await page.getByRole('dialog', { name: '订单' }).getByText('少了一把菜').first().waitFor();
    expect(documentsOf(cloud, 'refunds')).toMatchObject([{ amountFen: 500 }]);
  });

  it('reconciliation begins when it is asked for; the audit log says who asked', async () => {
    await open('/reconciliation', '对账');
    await button('现在对一次账').click();
    await seen(/项一分钟内开始/);
    expect(await findDeskFaults(page)).toEqual([]);
    await open('/audit', '操作日志');
    await seen('现在对一次账');
    await page.locator('.row-link').filter({ hasText: '退款' }).first().click();
    await page.getByRole('dialog', { name: '操作' }).getByText('少了一把菜').waitFor();
    expect(await findDeskFaults(page)).toEqual([]);
  });

  it.each([
    ['/to-do', '待办'],
    ['/reviews', '待复核'],
    ['/refunds', '待处理退款'],
  ])('%s is there, and nothing of it fails axe', async (path, heading) => {
    await open(path, heading);
    expect(await findDeskFaults(page)).toEqual([]);
  });

  it('staff: who opened a form before somebody else changed the same is told, and overrules nobody', async () => {
    await open('/staff', '员工');
    const row = page.locator('.ant-table-row').filter({ hasText: '小周' });
    await row.getByRole('button', { name: '分门店' }).click();
    const { staff } = await operator().merchant.listStaff({ cursor: null });
    const clerk = staff.find(({ role }) => role === 'clerk');
    if (!clerk) throw new Error('no clerk');
    await operator().merchant.bindStores({ handle: clerk.handle, storeIds: [], basedOn: clerk.storeIds });
    const store = page.getByRole('dialog').getByRole('checkbox').first();
    await store.uncheck();
    await store.check();
    await button('保 存').click();
    await seen('这位员工刚被别人改过，请刷新后再改');
    expect(await findDeskFaults(page)).toEqual([]);
    await operator().merchant.bindStores({ handle: clerk.handle, storeIds: [STORE], basedOn: [] });
  });

  it('signing out ends the session: the address alone leads nowhere', async () => {
    await page.goto(at('/to-do'));
    await button(/^你的账号/).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await seen('请核对手机上的数字');
    await page.goto(at('/members'));
    await seen('请核对手机上的数字');
    expect(await page.getByRole('navigation').count()).toBe(0);
  });

  it('a clerk sees the counter’s pages and nothing else', async () => {
    await signIn(page, phoneOf(cloud, 'clerk-zhou'), at('/'));
    await page.getByRole('heading', { level: 1, name: '订单' }).waitFor();
    const links = await page.getByRole('navigation').getByRole('link').allTextContents();
    expect(links).toEqual(['订单', '待复核']);
    for (const path of OPERATORS_ONLY) {
      await page.goto(at(path));
      await seen('没有权限');
    }
  });

  it('nothing failed on the way and nothing was asked from outside', () => {
    expect(problems).toEqual([]);
  });
});
