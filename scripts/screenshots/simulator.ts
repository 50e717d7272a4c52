import type { FrameLocator, Page, Request } from 'playwright-core';
import { isLeaderCode } from '../../contracts/primitives/ids';
import { HOUR_MS, MINUTE_MS } from '../../contracts/primitives/time';
import { DEMO_LEADER_CODE } from '../../local/seed/demo-merchant';
import type { LocalCloud } from '../../local/server';
import { NOON, phoneOf } from '../../tests/stage/stage';

/** 王阿姨 joins on a Saturday afternoon; her 2-hour coupon is remembered that day, her 1-day coupon the next. */
const WANG_JOINED_AT = NOON + 3.5 * HOUR_MS;
const FIRST_REMINDER_AT = WANG_JOINED_AT + 1.5 * HOUR_MS;
const SECOND_REMINDER_AT = WANG_JOINED_AT + 22 * HOUR_MS;
/** 小林 scans twenty minutes before the second one. */
const SCANNED_AT = SECOND_REMINDER_AT - 20 * MINUTE_MS;

/**
 * The README's picture: 小林 has joined and her coupons tick, 王阿姨 reads her reminders in 服务通知, 陈姐 shows her code.
 * Everything in it happened; only 王阿姨's join was not clicked.
 */
export async function takeSimulator(cloud: LocalCloud, page: Page, file: string): Promise<void> {
  cloud.moveClock(WANG_JOINED_AT);
  await join(cloud, 'shopper-wang');
  cloud.moveClock(FIRST_REMINDER_AT);
  await cloud.runTimers();
  cloud.moveClock(SCANNED_AT);
  await page.goto(cloud.url);
  await joinByScanning(page);
  await page.getByRole('button', { name: '跳到下一个事件' }).click();
  await page.locator('#status').getByText('提醒已送达').waitFor();

  const wang = page.getByRole('region', { name: '王阿姨的手机' });
  await page.getByRole('button', { name: '王阿姨的微信' }).click();
  await wang.getByText('服务通知').first().click();
  await wang.getByText('满 29 减 5').filter({ visible: true }).first().waitFor();
  await phoneApp(page, '小林').getByText('最先到期').waitFor();
  await comeToRest(page);
  await page.screenshot({ path: file });
}

const phoneApp = (page: Page, name: string): FrameLocator =>
  page.frameLocator(`iframe[title^="${name}手机上的"]`);

/** The join and the answer to the subscription prompt, as the mini-program sends them. */
export async function join(cloud: LocalCloud, personaId: string): Promise<void> {
  const phone = phoneOf(cloud, personaId);
  const leaderCode = isLeaderCode(DEMO_LEADER_CODE) ? DEMO_LEADER_CODE : null;
  await phone.member.join({ leaderCode, phoneCode: await phone.phoneCode() });
  await phone.allowReminders(2);
}

async function joinByScanning(page: Page): Promise<void> {
  const allow = { name: '允许', exact: true };
  await page.getByRole('button', { name: '小林扫一扫' }).click();
  const app = phoneApp(page, '小林');
  await app.getByText('一键入会').click();
  await app.getByRole('dialog', { name: '用户隐私保护提示' }).getByRole('button', { name: '同意' }).click();
  await app.getByRole('dialog', { name: '申请获取并验证你的手机号' }).getByRole('button', allow).click();
  await app.getByText('收下，到期前提醒我').click();
  await app.getByRole('dialog', { name: '申请发送一次以下消息' }).getByRole('button', allow).click();
  await app.getByText('4 张优惠券可用').waitFor();
}

const underway = new WeakMap<Page, Set<Request>>();

/** A page that stands still that often and still waits for an answer will not get it. */
const MOST_LOOKS = 200;

/** From now on `comeToRest` knows what the page has asked for and not been answered. */
export function watchRequests(page: Page): void {
  const requests = new Set<Request>();
  underway.set(page, requests);
  // What the page before it asked for is nobody's any more.
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) requests.clear();
    requests.add(request);
  });
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

/** Nothing is asked for, loads, moves or changes any more, no highlight or pointer is left. */
export async function comeToRest(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  const requests = underway.get(page) ?? new Set<Request>();
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    await page.waitForFunction(isStill, undefined, { polling: 'raf' });
    if (requests.size === 0) return;
  }
  throw new Error(`never answered: ${[...requests].map((request) => request.url()).join(' ')}`);
}

/** Runs in the page, asked with every frame: true once it has been the same for a while. A slow machine has slow frames. */
function isStill(): boolean {
  const QUIET_FRAMES = 12;
  const state = window as { quietFrames?: number; isWatched?: boolean };
  if (!state.isWatched) {
    state.isWatched = true;
    const everything = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver(() => (state.quietFrames = 0)).observe(document, everything);
  }
  const isMoving = document
    .getAnimations()
    .some(({ playState, effect }) => playState === 'running' && effect?.getTiming().iterations !== Infinity);
  const isLoading =
    document.readyState !== 'complete' ||
    document.querySelector('[aria-label="正在加载"]') !== null ||
    [...document.images].some(({ complete }) => !complete);
  state.quietFrames = isMoving || isLoading ? 0 : (state.quietFrames ?? 0) + 1;
  if (state.quietFrames <= QUIET_FRAMES) return false;
  state.quietFrames = 0; // for whoever asks next
  return true;
}
