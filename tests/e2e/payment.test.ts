import type { FrameLocator, Page } from 'playwright-core';
import { createClock } from '../../local/cloudbase/clock';
import type { LocalCloud } from '../../local/server';
import { createSimulator } from '../../local/simulator';
import { startWatchedCloud } from '../stage/watch/log-watch';
import { documentsOf, NOON } from '../stage/stage';
import { openBrowser, type TestBrowser } from './browser/open-browser';

/** Bill → code → pay sheet → notice → claim → refund, by hand on the phones of the simulator (J2, J10). */
describe('a first payment in the simulator', () => {
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
    browser = await openBrowser({ width: 1600, height: 900 });
    page = await browser.context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await browser.close();
    await cloud.close();
  });

  const phone = (name: string): FrameLocator => page.frameLocator(`iframe[title^="${name}手机上的"]`);
  const seen = (name: string, text: string | RegExp) =>
    phone(name).getByText(text).filter({ visible: true }).first();

  it('小周 opens a bill and shows its code', async () => {
    await page.goto(cloud.url);
    await page.getByRole('img', { name: '团长陈姐的团码' }).waitFor();
    await page.getByRole('button', { name: '店员小周的小程序' }).click();
    const clerk = phone('店员小周');
    await clerk.locator('#amount input').fill('32');
    await clerk.locator('#open-bill').click();
    await seen('店员小周', '请顾客打开微信「扫一扫」付款').waitFor();
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ amountFen: 3200, status: 'open' }]);
  });

  it('小林 scans it, reads what joining would save, and pays in WeChat', async () => {
    await page.getByRole('button', { name: '小林扫一扫' }).click();
    await page.getByRole('button', { name: /店员小周的.*收款/ }).click();
    await seen('小林', '微信支付 ¥32').waitFor();
    await seen('小林', /现在入会，这一单就省 ¥6.60/).waitFor();
    await phone('小林').locator('#pay').click();
    await phone('小林').getByRole('button', { name: '确认支付' }).click();
    await seen('小林', '凭证').waitFor();
    await seen('小林', /首次消费得「邻里会员卡」一张/).waitFor();
    expect(cloud.wechat.pay.state.notices).toMatchObject([{ state: 'accepted', attempts: 1 }]);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'paid', method: 'wechat', applied: true }]);
  });

  it('the clerk’s screen sees it by itself', async () => {
    await seen('店员小周', '已付款').waitFor();
  });

  it('小林 claims the card with its pack, and the receipt says what the payment earned', async () => {
    const app = phone('小林');
    await app.locator('#claim').click();
    await seen('小林', '首单 5 元券').waitFor();
    await seen('小林', '暂不授权手机号').click();
    const privacy = app.getByRole('dialog', { name: '用户隐私保护提示' });
    await Promise.race([privacy.waitFor(), seen('小林', '入会成功').waitFor()]);
    if (await privacy.isVisible()) await privacy.getByRole('button', { name: '同意' }).click();
    await seen('小林', '入会成功').waitFor();
    expect(documentsOf(cloud, 'cardClaims')).toMatchObject([{ status: 'claimed' }]);
    expect(documentsOf(cloud, 'pointsAccounts')).toMatchObject([{ pending: 32 }]);
  });

  it('the clerk gives part of it back with a reason', async () => {
    const clerk = phone('店员小周');
    await clerk.locator('#refund').click();
    await clerk.locator('#refund-amount input').fill('10');
    await clerk.locator('#refund-reason input').fill('商品缺货');
    await clerk.locator('#confirm-refund').click();
    await clerk.locator('#sure-yes').click();
    await seen('店员小周', '商品缺货').waitFor();
    await cloud.wechat.pay.deliverDue();
    expect(documentsOf(cloud, 'refunds')).toMatchObject([{ amountFen: 1000, status: 'succeeded' }]);
    expect(documentsOf(cloud, 'pointsAccounts')).toMatchObject([{ pending: 22 }]);
    expect(problems).toEqual([]);
  });
});
