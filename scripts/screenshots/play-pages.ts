import { DAY_MS } from '../../contracts/primitives/time';
import { publishCheckIn } from '../../tests/stage/play/play-stage';
import { phoneOf } from '../../tests/stage/stage';
import type { Camera } from './camera';
import { comeToRest } from './simulator';

const CHECK_IN = 'shopper/pages/check-in/index';

/** 签到 of somebody who was there, missed a day and comes back, and what the operator sees of it. */
export async function takePlayPages({ cloud, page, take, open, save }: Camera): Promise<void> {
  await publishCheckIn(cloud);
  const lin = phoneOf(cloud, 'shopper-lin');
  for (const daysLater of [0, 1, 2]) {
    cloud.moveClock(cloud.clock.now() + daysLater * DAY_MS);
    await lin.play.checkIn({});
    await lin.play.takeGifts({});
  }
  cloud.moveClock(cloud.clock.now() + DAY_MS);
  await take({ name: 'check-in', persona: 'shopper-lin', page: CHECK_IN });
  await open({ name: 'check-in', persona: 'shopper-lin', page: CHECK_IN });
  await page.locator('#check-in').click();
  await page.getByText('签到成功').waitFor();
  await comeToRest(page);
  await save('check-in-done');
  await page.locator('#make-up').getByRole('button').first().click();
  await comeToRest(page);
  await save('check-in-make-up');
  await take({ name: 'home-check-in', persona: 'shopper-lin', page: 'pages/home/index' });
  await take({ name: 'm-play', persona: 'operator-he', page: 'merchant/pages/play/index' });
  await take({ name: 'm-check-in-rule', persona: 'operator-he', page: 'merchant/pages/check-in-rule/index' });
}
