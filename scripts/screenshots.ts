import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { createClock } from '../local/cloudbase/clock';
import { startDemoCloud } from '../local/seed/demo-cloud';
import type { LocalCloud } from '../local/server';
import { createSimulator } from '../local/simulator';
import { openBrowser } from '../tests/e2e/browser/open-browser';
import { NOON } from '../tests/stage/stage';
import { buildFunctions } from './build-functions';
import { createCamera, pictureTo } from './screenshots/camera';
import { setLook, type Look } from './screenshots/look';
import { takePhonePages } from './screenshots/phone-pages';
import { takeSimulator } from './screenshots/simulator';

/**
 * `npm run screenshots`: takes the README's picture from the running demo, on a clock that stands still, so that
 * the picture is true and comes out alike every time. With `--out FOLDER` it also takes every phone page there, in two
 * sizes, by night and in large letters, for looking at. Needs `npm run build:h5` and a Chromium (CHROMIUM_PATH).
 */
const ROOT = path.join(__dirname, '..');
/** How the phone pages are taken: by day on two sizes, by night, and in large letters where there is least room. */
const LOOKS: readonly Look[] = [
  { name: '', size: { width: 375, height: 812 } },
  { name: '', size: { width: 320, height: 640 } },
  { name: '-night', size: { width: 375, height: 812 }, isNight: true },
  { name: '-large', size: { width: 320, height: 640 }, isLarge: true },
];

async function withDemo(work: (cloud: LocalCloud) => Promise<void>): Promise<void> {
  const cloud = await startDemoCloud({
    location: ':memory:',
    distDir: path.join(ROOT, 'dist'),
    clock: createClock({ frozenAt: NOON }),
    pages: () => createSimulator(),
  });
  await work(cloud).finally(() => cloud.close());
}

async function withPage(
  viewport: { width: number; height: number },
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await openBrowser(viewport);
  const page = await browser.context.newPage();
  page.setDefaultTimeout(20_000);
  await work(page).finally(() => browser.close());
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (!existsSync(path.join(ROOT, 'dist/h5/index.html'))) throw new Error('first: npm run build:h5');
  await buildFunctions({ outDir: path.join(ROOT, 'dist/cloudfunctions') });

  const picture = path.join(ROOT, 'docs/images/simulator.png');
  mkdirSync(path.dirname(picture), { recursive: true });
  await withDemo((cloud) =>
    withPage({ width: 1440, height: 900 }, (page) => takeSimulator(cloud, page, picture)),
  );
  console.log(path.relative(process.cwd(), picture));

  const folder = values.out;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const look of LOOKS) {
    await withDemo((cloud) =>
      withPage(look.size, async (page) => {
        await setLook(page, look);
        await takePhonePages(createCamera(cloud, page, pictureTo(folder, look.name)));
      }),
    );
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
