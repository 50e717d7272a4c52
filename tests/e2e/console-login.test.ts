import type { Page } from 'playwright-core';
import { createClock } from '../../local/cloudbase/clock';
import type { LocalCloud } from '../../local/server';
import { NOON, phoneOf } from '../stage/stage';
import { startWatchedCloud } from '../stage/watch/log-watch';
import { openBrowser, type TestBrowser } from './browser';
import { approve, findDeskFaults, openCode } from './console-desk';

/** Signing in at a desk, as the person in front of it sees it; what the server alone refuses is in tests/journeys/organisation. */
describe('signing in at a desk', () => {
  let cloud: LocalCloud;
  let browser: TestBrowser;
  let page: Page;
  const owner = () => phoneOf(cloud, 'owner-li');

  beforeAll(async () => {
    cloud = await startWatchedCloud({ location: ':memory:', clock: createClock({ frozenAt: NOON }) });
    browser = await openBrowser({ width: 1280, height: 800 });
    page = await browser.context.newPage();
    page.setDefaultTimeout(20_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    await browser.close();
    await cloud.close();
  });

  const at = (path: string) => `${cloud.url}/console${path}`;
  const seen = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const button = (name: string | RegExp) =>
    page.getByRole('button', { name }).filter({ visible: true }).first();

  it('a code that was refused is refused; a new one, approved on the phone, leads to the page that was asked for', async () => {
    const refused = await openCode(page, () => page.goto(at('/members')));
    await owner().console.readLogin({ code: refused });
    await seen('已扫码，请在手机上确认');
    await owner().console.refuseLogin({ code: refused });
    await seen('已拒绝');
    expect(await findDeskFaults(page)).toEqual([]);
    const code = await openCode(page, () => button('刷新登录码').click());
    await approve(page, owner(), code);
    await page.getByRole('heading', { level: 1, name: '会员' }).waitFor();
    expect(page.url()).toBe(at('/members'));
    // No script of the page can read what proves the session.
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });
});
