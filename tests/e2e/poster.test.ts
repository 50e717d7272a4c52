import { PNG } from 'pngjs';
import { createClock } from '../../local/cloudbase/clock';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { createSimulator } from '../../local/simulator';
import { readQrCode } from '../stage/watch/read-qr-code';
import { startWatchedCloud } from '../stage/watch/log-watch';
import { documentsOf, NOON, phoneOf } from '../stage/stage';
import { openBrowser, type TestBrowser } from './browser/open-browser';

/** Posters as a browser draws them; their code is read by a reader that knows nothing of how it was drawn. */
describe('posters', () => {
  let cloud: LocalCloud;
  let browser: TestBrowser;

  beforeAll(async () => {
    cloud = await startWatchedCloud({
      location: ':memory:',
      clock: createClock({ frozenAt: NOON }),
      pages: () => createSimulator(),
    });
    browser = await openBrowser({ width: 375, height: 812 });
  });
  afterAll(async () => {
    await browser.close();
    await cloud.close();
  });

  it('of an invite says who invites and carries the member’s code, as the mini-program’s own code', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const { inviteCode } = await lin.referral.readHome({});
    await lin.referral.saveName({ shownName: '小林' });
    const page = await browser.context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${cloud.url}/app/?persona=shopper-lin#/shopper/pages/poster/index`);
    await page.locator('#invite-poster[data-drawn]').waitFor();
    await page.getByRole('img', { name: '小林的邀请海报，上面是小程序码' }).waitFor();
    const url = await page.evaluate(() =>
      document.querySelector<HTMLCanvasElement>('#invite-poster')?.toDataURL('image/png'),
    );
    const png = Buffer.from((url ?? '').split(',')[1] ?? '', 'base64');
    const scene = encodeURIComponent(`i=${inviteCode}`);
    expect(readQrCode(png)).toBe(`weapp://${DEMO_APPID}/pages/join/index?scene=${scene}&env=develop`);
    expect(documentsOf(cloud, 'inviteCodes')).toMatchObject([{ _id: inviteCode }]);
    // What a phone's screen shows of it can be read, too.
    expect(readQrCode(await page.locator('#invite-poster').screenshot())).toContain(scene);
  });

  it('shows the merchant’s logo beside its name once WeChat let it pass, and none before; the code is read as before', async () => {
    const red = new PNG({ width: 80, height: 60 });
    for (let at = 0; at < red.data.length; at += 4) red.data.set([255, 0, 0, 255], at);
    const picture = PNG.sync.write(red).toString('base64');
    await phoneOf(cloud, 'operator-he').office.saveShopPicture({ place: 'brand', basedOn: null, picture });
    const page = await browser.context.newPage();
    page.setDefaultTimeout(60_000);
    // The app asks for pictures every half hour; this phone has seen none yet.
    await page.addInitScript(() => {
      if (location.protocol === 'http:') localStorage.clear();
    });
    const reds = async () => {
      await page.goto('about:blank');
      await page.goto(`${cloud.url}/app/?persona=shopper-lin#/shopper/pages/poster/index`);
      await page.locator('#invite-poster[data-drawn]').waitFor();
      await page.waitForLoadState('networkidle');
      return page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('#invite-poster');
        const { data } = canvas!.getContext('2d')!.getImageData(0, 40, 600, 70);
        const points = Array.from({ length: data.length / 4 }, (_, n) => data.slice(n * 4, n * 4 + 3));
        return points.filter(([r = 0, g = 0, b = 0]) => r > 240 && g < 20 && b < 20).length;
      });
    };
    expect(await reds()).toBe(0);
    cloud.moveClock(cloud.clock.now() + 60_000);
    await cloud.runTimers();
    // A circle of 48 pixels.
    const shown = await reds();
    expect(shown).toBeGreaterThan(1500);
    expect(shown).toBeLessThan(1900);
    const url = await page.evaluate(() =>
      document.querySelector<HTMLCanvasElement>('#invite-poster')?.toDataURL('image/png'),
    );
    const png = Buffer.from((url ?? '').split(',')[1] ?? '', 'base64');
    expect(readQrCode(png)).toContain('pages/join/index');
  });

  it('of a leader carries the team’s code, on the picture and on the screen', async () => {
    const { leaderCode } = await phoneOf(cloud, 'leader-chen').leader.readMyCode({});
    const page = await browser.context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${cloud.url}/app/?persona=leader-chen#/leader/pages/leader-code/index`);
    await page.getByText('生成海报').click();
    // Drawn at once, when the code's picture has come.
    await page.waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('#code-poster');
      return canvas?.getContext('2d')?.getImageData(4, 4, 1, 1).data[3] === 255;
    });
    const url = await page.evaluate(() =>
      document.querySelector<HTMLCanvasElement>('#code-poster')?.toDataURL('image/png'),
    );
    const png = Buffer.from((url ?? '').split(',')[1] ?? '', 'base64');
    const scene = encodeURIComponent(`g=${leaderCode}`);
    expect(readQrCode(png)).toBe(`weapp://${DEMO_APPID}/pages/join/index?scene=${scene}&env=develop`);
    expect(readQrCode(await page.locator('#code-poster').screenshot())).toContain(scene);
  });
});
