import type { FrameLocator, Page } from 'playwright-core';
import { HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { createClock } from '../../local/cloudbase/clock';
import type { LocalCloud } from '../../local/server';
import { createSimulator } from '../../local/simulator';
import { startWatchedCloud } from '../stage/watch/log-watch';
import { documentsOf, NOON } from '../stage/stage';
import { openBrowser, type TestBrowser } from './browser';

/** The first picture of Tuanka, driven as a newcomer would: scan, join, look, move the clock, read the reminder. */
describe('the simulator in a browser', () => {
  let cloud: LocalCloud;
  let browser: TestBrowser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    cloud = await startWatchedCloud({
      location: ':memory:',
      clock: createClock({ frozenAt: NOON }),
      pages: () => createSimulator(),
    });
    browser = await openBrowser({ width: 1440, height: 900 });
    page = await browser.context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(cloud.url) && !/^(data|blob|about):/.test(request.url()))
        problems.push(`outside request: ${request.url()}`);
    });
    page.setDefaultTimeout(180_000);
  });
  afterAll(async () => {
    await browser.close();
    await cloud.close();
  });

  const phone = (name: string): FrameLocator => page.frameLocator(`iframe[title^="${name}手机上的"]`);

  it('小林 scans 陈姐’s code and sees what joining gives', async () => {
    await page.goto(cloud.url);
    // A code can be scanned once it is drawn on the other phone.
    await page.getByRole('img', { name: '团长陈姐的团码' }).waitFor();
    await page.getByRole('button', { name: '小林扫一扫' }).click();
    const app = phone('小林');
    await app.getByText('陈姐').first().waitFor();
    for (const promise of ['新人 3 元券', '满 29 减 5', '满 59 减 10', '满 99 减 20']) {
      await app.getByText(promise).first().waitFor();
    }
  });

  it('joins in one tap, agreeing to the privacy guide and allowing the phone number', async () => {
    const app = phone('小林');
    await app.getByText('一键入会').click();
    await app.getByRole('dialog', { name: '用户隐私保护提示' }).getByRole('button', { name: '同意' }).click();
    await app
      .getByRole('dialog', { name: '申请获取并验证你的手机号' })
      .getByRole('button', { name: '允许', exact: true })
      .click();
    await app.getByText('入会成功').waitFor();
    await app.getByText('新人券包，已经开始计时').waitFor();
    expect(documentsOf(cloud, 'members')).toMatchObject([{ phone: { masked: '138****8000' } }]);
    expect(documentsOf(cloud, 'coupons')).toHaveLength(4);
  });

  it('the tap that closes the success page asks for reminders', async () => {
    const app = phone('小林');
    // The page goes on before its report has arrived.
    const reported = page.waitForResponse((response) =>
      (response.request().postData() ?? '').includes('recordPrompt'),
    );
    await app.getByText('收下，到期前提醒我').click();
    await app
      .getByRole('dialog', { name: '申请发送一次以下消息' })
      .getByRole('button', { name: '允许', exact: true })
      .click();
    await app.getByText('4 张优惠券可用').waitFor();
    await app.getByText('合计可省 ¥38').waitFor();
    // One accept for every template of the sheet.
    await (await reported).finished();
    const credits = documentsOf(cloud, 'subscriptionCredits');
    expect(new Set(credits.map(({ available }) => available))).toEqual(new Set([1]));
  });

  it('the clock moves to the reminder, and WeChat shows it', async () => {
    await page.getByRole('button', { name: '跳到下一个事件' }).click();
    await page.locator('#status').getByText('提醒').waitFor();
    expect(cloud.clock.now()).toBe(NOON + 2 * HOUR_MS - 30 * MINUTE_MS);
    await page.getByRole('button', { name: '小林的微信' }).click();
    await page.getByRole('button', { name: '服务通知，1 条未读' }).click();
    const notifications = page.getByLabel('小林的手机').getByRole('log', { name: '服务通知' });
    await notifications.getByText('优惠券到期提醒').waitFor();
    await notifications.getByText('新人 3 元券').waitFor();
  });

  it('a tap on the notification opens that coupon in the mini-program', async () => {
    await page.getByText('进入小程序查看').click();
    const app = phone('小林');
    await app.getByText('新人 3 元券').filter({ visible: true }).first().waitFor();
    await app.getByText('全部门店可用').filter({ visible: true }).first().waitFor();
  });

  it('nothing failed on the way and nothing was asked from outside', () => {
    expect(problems).toEqual([]);
  });
});
