import { chinaDateOf, instant } from '@contracts/primitives/time';
import type { Page } from 'playwright-core';
import { createClock } from '../../local/cloudbase/clock';
import type { LocalCloud } from '../../local/server';
import { createSimulator } from '../../local/simulator';
import { createCamera, type Camera } from '../../scripts/screenshots/camera';
import { findPageFaults } from '../../scripts/screenshots/page-faults';
import { comeToRest } from '../../scripts/screenshots/simulator';
import { liveALittle, newcomer, untilTold } from '../stage/audience/told-life';
import { pass } from '../stage/invite-stage';
import { NOON, phoneOf } from '../stage/stage';
import { startWatchedCloud } from '../stage/watch/log-watch';
import { openBrowser, type TestBrowser } from './browser/open-browser';

/** The operator’s phone: where members stand, every segment, what was done for one, on a common phone and on the smallest. */
describe('segments on the operator’s phone', () => {
  let cloud: LocalCloud;
  let browser: TestBrowser;
  let page: Page;
  let camera: Camera;
  const problems: string[] = [];

  beforeAll(async () => {
    cloud = await startWatchedCloud({
      location: ':memory:',
      clock: createClock({ frozenAt: NOON }),
      pages: () => createSimulator(),
    });
    await liveALittle(cloud, await newcomer(cloud, 'oAnn'));
    await newcomer(cloud, 'oBob');
    await untilTold(cloud);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
    const { audience } = phoneOf(cloud, 'operator-he');
    const act = { do: 'tag' as const, tag: '周六会员日' };
    const { job } = await audience.prepareJob({ segmentId: 'seg_newcomer', act, reason: '周六活动' });
    await audience.beginJob({ jobId: job.id });
    await pass(cloud);
    await pass(cloud);
    browser = await openBrowser({ width: 375, height: 812 });
    page = await browser.context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.setDefaultTimeout(20_000);
    camera = createCamera(cloud, page, async () => undefined);
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await cloud.close();
  });

  const seen = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
  const PAGES = [
    ['merchant/pages/audience/index', '自带的算法：入会 7 天以内'],
    ['merchant/pages/audience/index?tab=jobs', '名单 2 人，做了 2 人'],
    ['merchant/pages/audience/index?tab=tags', '手工打的、手工去掉的，自动标签都不会改'],
    ['merchant/pages/audience/index?tab=rfm', 'R 是最近一单，F 是单数'],
    [
      `merchant/pages/figure-behind/index?figure=netFen&day=${chinaDateOf(instant(NOON))}`,
      '那天发生的、算进这个数的每一笔',
    ],
    ['merchant/pages/tag/index', '在人群里的会员自动有这个标签，离开人群就没有'],
    ['merchant/pages/segment-rule/index', '填好条件就能看到有多少人'],
    ['merchant/pages/segment-rule/index?id=seg_price-sensitive', /人符合/],
    ['merchant/pages/segment/index?id=seg_newcomer', '现在在里面'],
    ['merchant/pages/segment-job/index?id=seg_newcomer', '先数清楚有多少人，你确认后才开始'],
    ['merchant/pages/follow-ups/index', '没有要跟进的会员'],
  ] as const;

  it.each(
    (
      [
        [375, 812],
        [320, 640],
      ] as const
    ).flatMap(([width, height]) => PAGES.map(([path, text]) => [width, height, path, text] as const)),
  )('%i × %i, %s: nothing is cut or too small', async (width, height, path, text) => {
    await page.setViewportSize({ width, height });
    await camera.open({ name: 'audience', persona: 'operator-he', page: path });
    await seen(text);
    await comeToRest(page);
    expect(await findPageFaults(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});
