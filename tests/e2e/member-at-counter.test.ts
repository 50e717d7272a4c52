import type { Page } from 'playwright-core';
import { DAY_MS } from '@contracts/primitives/time';
import { createClock } from '../../local/cloudbase/clock';
import type { LocalCloud } from '../../local/server';
import { createSimulator } from '../../local/simulator';
import { createCamera, type Camera } from '../../scripts/screenshots/camera';
import { findPageFaults } from '../../scripts/screenshots/page-faults';
import { comeToRest } from '../../scripts/screenshots/simulator';
import { untilHeard } from '../stage/growth/growth-stage';
import { join, memberIdOf } from '../stage/identity-stage';
import { order } from '../stage/invite-stage';
import { NOON, phoneOf } from '../stage/stage';
import { startWatchedCloud } from '../stage/watch/log-watch';
import { openBrowser, type TestBrowser } from './browser/open-browser';

/** A clerk looks at who stands at the counter, by the number of their card: on a common phone and on the smallest. */
describe('the clerk’s page of a member', () => {
  let cloud: LocalCloud;
  let browser: TestBrowser;
  let page: Page;
  let camera: Camera;
  let cardNumber: string;
  const problems: string[] = [];

  beforeAll(async () => {
    cloud = await startWatchedCloud({
      location: ':memory:',
      clock: createClock({ frozenAt: NOON }),
      pages: () => createSimulator(),
    });
    const lin = phoneOf(cloud, 'shopper-lin');
    await join(lin);
    await untilHeard(cloud);
    const memberId = await memberIdOf(lin);
    await phoneOf(cloud, 'operator-he').growth.adjust({ memberId, growth: 1200, reason: '补登记' });
    await order(cloud, lin, 5000);
    await untilHeard(cloud, 8 * DAY_MS);
    ({ cardNumber } = await lin.member.readCode({}));
    browser = await openBrowser({ width: 375, height: 812 });
    page = await browser.context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.setDefaultTimeout(20_000);
    camera = createCamera(cloud, page, async () => undefined);
  });
  afterAll(async () => {
    await browser.close();
    await cloud.close();
  });

  const seen = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();

  it.each([
    [375, 812],
    [320, 640],
  ])('says tier, points, coupons and what was bought here, at %i × %i', async (width, height) => {
    await page.setViewportSize({ width, height });
    await camera.open({
      name: 'at-counter',
      persona: 'clerk-zhou',
      page: 'merchant/pages/at-counter/index',
    });
    await page.locator('#card input').fill('1234');
    await page.locator('#look-up').click();
    await seen(/没有找到/);
    await page.locator('#card input').fill(cardNumber);
    await page.locator('#look-up').click();
    for (const text of ['☆ 黄金', '可用积分', '可用券', '在本店的消费']) await seen(text);
    await comeToRest(page);
    expect(await findPageFaults(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});
