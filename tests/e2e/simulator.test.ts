import type { FrameLocator, Page } from 'playwright-core';
import { HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { createClock } from '../../local/cloudbase/clock';
import type { LocalCloud } from '../../local/server';
import { createSimulator } from '../../local/simulator';
import { startWatchedCloud } from '../stage/watch/log-watch';
import { documentsOf, NOON } from '../stage/stage';
import { openBrowser, type TestBrowser } from './browser/open-browser';

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
    page.setDefaultTimeout(60_000);
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

  describe('the tour', () => {
    const hint = () => page.getByRole('region', { name: '导览' }).locator('.tour-hint');
    const seen = (name: string, text: string | RegExp) =>
      phone(name).getByText(text).filter({ visible: true }).first();
    const tap = (name: string, id: string) => phone(name).locator(`#${id}`).filter({ visible: true }).click();
    const dock = (name: string) => page.getByRole('button', { name, exact: true }).click();
    beforeAll(async () => void (await page.goto(cloud.url)));
    const begin = (title: string) => page.getByLabel('导览章节').selectOption({ label: title });
    const done = () => hint().getByText('完成：').waitFor();
    const joinAs = async (name: string) => {
      const app = phone(name);
      await seen(name, '一键入会').click();
      const guide = app.getByRole('dialog', { name: '用户隐私保护提示' });
      const number = app.getByRole('dialog', { name: '申请获取并验证你的手机号' });
      await guide.or(number).waitFor();
      if (await guide.isVisible()) await guide.getByRole('button', { name: '同意' }).click();
      await number.getByRole('button', { name: '允许', exact: true }).click();
      await seen(name, '收下，到期前提醒我').click();
      const asked = app.getByRole('dialog', { name: '申请发送一次以下消息' });
      await asked.getByRole('button', { name: '允许', exact: true }).click();
    };

    it('1: a chapter begins with a demo of its own; the page after a step leads to the next one', async () => {
      await begin('1 扫码入会');
      await hint().getByText('扫陈姐的团码').waitFor();
      expect(documentsOf(cloud, 'members')).toEqual([]);
      await page.getByRole('img', { name: '团长陈姐的团码' }).waitFor();
      await dock('小林扫一扫');
      await hint().getByText('一键入会').waitFor();
      await joinAs('小林');
      await done();
      await page.getByRole('button', { name: '下一章' }).click();
    });

    it('2: the clock brings the reminder, and the reminder its coupon', async () => {
      await hint().getByText('跳到下一个事件').waitFor();
      await page.getByRole('button', { name: '跳到下一个事件' }).click();
      await hint().getByText('服务通知').waitFor();
      await dock('小林的微信');
      await page.getByRole('button', { name: /^服务通知，\d+ 条未读$/ }).click();
      await page
        .getByRole('button', { name: /进入小程序查看/ })
        .first()
        .click();
      await done();
    });

    it('3: a bill, its code, the payment and the card it gives', async () => {
      await begin('3 第一次付款');
      await hint().getByText('填金额').waitFor();
      await dock('店员小周的小程序');
      await phone('店员小周').locator('#amount input').fill('32');
      await tap('店员小周', 'open-bill');
      await hint().getByText('扫小周的收款码').waitFor();
      await seen('店员小周', '请顾客打开微信「扫一扫」付款').waitFor();
      await dock('小林扫一扫');
      await hint().getByText('确认支付').waitFor();
      await tap('小林', 'pay');
      await phone('小林').getByRole('button', { name: '确认支付' }).click();
      await hint().getByText('领卡').waitFor();
      await tap('小林', 'claim');
      await done();
    });

    it('4: points become a thing, its code is scanned at the counter in one tap', async () => {
      await begin('4 积分和商城');
      await hint().getByText('在首页点「积分」').waitFor();
      await dock('小林的小程序');
      for (const [id, words] of [
        ['points', '积分商城'],
        ['mall', '磨刀一次'],
        ['reward-rwd_knife', '再确认'],
      ] as const) {
        await tap('小林', id);
        await hint().getByText(words).waitFor();
      }
      await tap('小林', 'exchange');
      await tap('小林', 'sure-yes');
      await hint().getByText('完成：').waitFor();
      await dock('店员小周扫一扫');
      await page.locator('#status').getByText('店员小周扫到的').waitFor();
      await done();
    });

    it('5: an invite’s poster is scanned by a friend', async () => {
      await begin('5 邀请和团长');
      await hint().getByText('在首页点「邀请」').waitFor();
      await dock('小林的小程序');
      await tap('小林', 'invite');
      await hint().getByText('海报').waitFor();
      await tap('小林', 'poster');
      await hint().getByText('扫小林的邀请').waitFor();
      await phone('小林').getByRole('img', { name: '小林的邀请海报，上面是小程序码' }).waitFor();
      await dock('王阿姨扫一扫');
      await page.getByRole('button', { name: '小林的邀请海报' }).click();
      await joinAs('王阿姨');
      await done();
    });

    it('6: operator and owner have phones; the last chapter leads back to the first', async () => {
      await begin('6 推送和对账');
      await hint().getByText('推送与消息').waitFor();
      await dock('运营小何的小程序');
      await tap('运营小何', 'pushes');
      await hint().getByText('送审').waitFor();
      await tap('运营小何', 'new-push');
      await hint().getByText('对账').waitFor();
      await dock('店主李姐的小程序');
      await tap('店主李姐', 'reconciliation');
      await hint().getByText('完成：').waitFor();
      await page.getByRole('button', { name: '从头再来' }).waitFor();
    });

    it('WeChat’s switch breaks what functions ask of WeChat and mends it; the same chapter begins again', async () => {
      const path = '/cgi-bin/message/subscribe/send';
      await page.getByRole('button', { name: '微信正常' }).click();
      await page.locator('#status').getByText('微信不通了').waitFor();
      expect(cloud.faults.wechat.faultFor(path)).toEqual({ kind: 'drop-before' });
      await page.getByRole('button', { name: '微信坏了' }).click();
      await page.locator('#status').getByText('微信恢复了').waitFor();
      expect(cloud.faults.wechat.faultFor(path)).toBeNull();
      await page.getByRole('button', { name: '重来这一章' }).click();
      await hint().getByText('推送与消息').waitFor();
    });

    it('people are chosen, at most four; at 1280 × 720 nothing is wider than the window', async () => {
      await page.setViewportSize({ width: 1280, height: 720 });
      await page.locator('.tour-people summary').click();
      await page.getByRole('button', { name: '店员小周', exact: true }).click();
      await page.getByRole('region', { name: '店员小周的手机' }).waitFor();
      expect(await page.locator('.phone').count()).toBe(4);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  });

  it('nothing failed on the way and nothing was asked from outside', () => {
    expect(problems).toEqual([]);
  });
});
