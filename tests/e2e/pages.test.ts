import path from 'node:path';
import { createClock } from '../../local/cloudbase/clock';
import { createSimulator } from '../../local/simulator';
import { createCamera } from '../../scripts/screenshots/camera';
import { setLook } from '../../scripts/screenshots/look';
import { findPageFaults } from '../../scripts/screenshots/page-faults';
import { takePhonePages } from '../../scripts/screenshots/phone-pages';
import { NOON } from '../stage/stage';
import { startWatchedCloud } from '../stage/watch/log-watch';
import { openBrowser } from './browser/open-browser';

/** Every page that `npm run screenshots` takes is looked at with a ruler and with axe: by day, by night, and large at 320. */
it('no page is wider than the phone, cuts text off, or fails axe', async () => {
  const cloud = await startWatchedCloud({
    location: ':memory:',
    distDir: path.join(__dirname, '../../dist'),
    clock: createClock({ frozenAt: NOON }),
    pages: () => createSimulator(),
  });
  const size = { width: 375, height: 812 };
  const browser = await openBrowser(size);
  const seen: string[] = [];
  const faults: Record<string, string[]> = {};
  try {
    const page = await browser.context.newPage();
    page.setDefaultTimeout(20_000);
    await setLook(page, { name: '', size });
    const camera = createCamera(cloud, page, async (shown, name) => {
      seen.push(name);
      const found = await findPageFaults(shown);
      if (found.length > 0) faults[name] = found;
    });
    await takePhonePages(camera);
  } finally {
    await browser.close();
    await cloud.close();
  }
  expect(faults).toEqual({});
  expect(seen.length).toBeGreaterThan(100);
}, 600_000);

it('the ruler sees what is wrong', async () => {
  const browser = await openBrowser({ width: 375, height: 812 });
  try {
    const page = await browser.context.newPage();
    await page.setContent(`<body style="margin:0"><div class="tk">
      <div id="wide" style="width:500px">一行太宽的字</div>
      <div id="cut" style="width:40px;overflow:hidden;white-space:nowrap"><span>被截断的一行字</span></div>
      <div style="position:relative;height:40px"><b id="under">底下的字</b><b style="position:absolute;left:20px;top:4px">上面的字</b></div>
      <div style="position:relative;height:40px"><b id="told">一会儿又看得见</b><b role="status" style="position:fixed;margin:4px 20px">刚说的话</b></div>
      <div id="small" role="button" style="width:20px;height:20px">点</div>
      <p style="color:#999;background:#fff">太淡的字</p></div></body>`);
    const found = (await findPageFaults(page)).join('\n');
    for (const fault of [
      'wider than the phone',
      'cut off',
      'over each other',
      'too small to tap',
      'color-contrast',
    ])
      expect(found).toContain(fault);
    expect(found).not.toContain('刚说的话');
  } finally {
    await browser.close();
  }
}, 60_000);
