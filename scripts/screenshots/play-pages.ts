import { DAY_MS } from '../../contracts/primitives/time';
import { publishCheckIn, publishTasks, publishWheel } from '../../tests/stage/play/play-stage';
import { publishBadges } from '../../tests/stage/play/badge-stage';
import { publishVisits } from '../../tests/stage/play/visit-stage';
import { phoneOf } from '../../tests/stage/stage';
import type { Camera } from './camera';
import { comeToRest } from './simulator';

const CHECK_IN = 'shopper/pages/check-in/index';
const WHEEL = 'shopper/pages/wheel/index';

/** 签到 of somebody who was there, missed a day and comes back, and what the operator sees of it. */
export async function takePlayPages(camera: Camera): Promise<void> {
  const { cloud, page, take, open, save } = camera;
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
  await publishTasks(cloud, [
    { id: 'daily', name: '今天买一次', isAutomatic: true },
    { id: 'twice', name: '本周签到两天', kind: 'check_ins', every: 'week', count: 2 },
    { id: 'friend', name: '请三位朋友来', kind: 'invites', every: 'once', count: 3 },
    { id: 'phone', name: '绑定手机号', kind: 'phone', every: 'once' },
  ]);
  await take({ name: 'tasks', persona: 'shopper-lin', page: CHECK_IN });
  await take({ name: 'm-task-rule', persona: 'operator-he', page: 'merchant/pages/task-rule/index' });
  await takeVisit(camera);
  await takeBadges(camera);
  await takeWheel(camera);
  await take({ name: 'm-play', persona: 'operator-he', page: 'merchant/pages/play/index' });
  await take({ name: 'm-check-in-rule', persona: 'operator-he', page: 'merchant/pages/check-in-rule/index' });
}

/** 到店礼 at the desk before and after it is given, and as the member and the operator read it. */
async function takeVisit({ cloud, page, take, open, save }: Camera): Promise<void> {
  await publishVisits(cloud);
  const { code } = await phoneOf(cloud, 'shopper-lin').member.readCode({});
  await open({ name: 'm-visit', persona: 'clerk-zhou', page: 'merchant/pages/redeem/index' });
  await page.locator('#shown input').fill(code);
  await page.locator('#look-up').click();
  await comeToRest(page);
  await page.locator('#visit-at-desk').scrollIntoViewIfNeeded();
  await save('m-visit');
  await page.locator('#give-visit').click();
  await comeToRest(page);
  await save('m-visit-given');
  await take({ name: 'm-visit-rule', persona: 'operator-he', page: 'merchant/pages/visit-rule/index' });
  await open({ name: 'visits', persona: 'shopper-lin', page: CHECK_IN });
  await page.locator('#visits').scrollIntoViewIfNeeded();
  await save('visits');
}

/** 勋章 on the wall and on the card, and the operator's rule. */
async function takeBadges({ cloud, page, take, open, save }: Camera): Promise<void> {
  await publishBadges(cloud, [
    { id: 'there', name: '签到达人', kind: 'check_ins' },
    { id: 'comes', name: '老邻居', kind: 'visits' },
    { id: 'friends', name: '热心邻居', kind: 'invites' },
  ]);
  await open({ name: 'badges', persona: 'shopper-lin', page: CHECK_IN });
  await page.locator('#badges').scrollIntoViewIfNeeded();
  await comeToRest(page);
  await save('badges');
  await take({ name: 'home-badges', persona: 'shopper-lin', page: 'pages/home/index' });
  await take({ name: 'm-badge-rule', persona: 'operator-he', page: 'merchant/pages/badge-rule/index' });
}

/** 转盘 before and after a turn. */
async function takeWheel({ cloud, page, take, open, save }: Camera): Promise<void> {
  await publishWheel(cloud, {
    prizes: [
      { id: 'first', name: '一等奖', prize: { kind: 'points', points: 200 }, weight: 5_000, stock: 10 },
      { id: 'second', name: '二等奖', prize: { kind: 'points', points: 20 }, weight: 100_000, stock: null },
      { id: 'card', name: '补签卡', prize: { kind: 'cards', cards: 1 }, weight: 895_000, stock: null },
    ],
    fallbackId: 'second',
  });
  await take({ name: 'wheel', persona: 'shopper-lin', page: WHEEL });
  await open({ name: 'wheel', persona: 'shopper-lin', page: WHEEL });
  await page.locator('#draw').click();
  await page.locator('#won').waitFor();
  await comeToRest(page);
  await save('wheel-won');
  for (const name of ['wheel-rule', 'draws'])
    await take({ name: `m-${name}`, persona: 'operator-he', page: `merchant/pages/${name}/index` });
}
