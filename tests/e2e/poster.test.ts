import { createClock } from '../../local/cloudbase/clock';
import { startDemoCloud } from '../../local/seed/demo-cloud';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { createSimulator } from '../../local/simulator';
import { readQrCode } from '../stage/read-qr-code';
import { documentsOf, NOON, phoneOf } from '../stage/stage';
import { openBrowser, type TestBrowser } from './browser';

/** The poster as a browser draws it; its code is read by a reader that knows nothing of how it was drawn. */
describe('the invite poster', () => {
  let cloud: LocalCloud;
  let browser: TestBrowser;

  beforeAll(async () => {
    cloud = await startDemoCloud({
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

  it('says who invites and carries the member’s code, as the mini-program’s own code', async () => {
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
});
