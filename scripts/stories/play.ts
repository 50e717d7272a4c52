import { DAY_MS } from '../../contracts/primitives/time';
import { errorCatalogue, isErrorCode } from '../../contracts/errors';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { pointsPrize, publishCheckIn, publishTasks, publishWheel } from '../../tests/stage/play/play-stage';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../tests/stage/stage';
import { order, refundAll } from '../../tests/stage/invite-stage';
import type { Storyteller } from './storyteller';

const refusalOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (error: unknown) => {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
      return isErrorCode(code) ? `${code}（${errorCatalogue[code].message}）` : String(code);
    },
  );

/** Check in, miss a day, make it up, turn the wheel, a rush for the last prize (operations.md §5). */
export async function tellPlay(story: Storyteller, cloud: LocalCloud): Promise<void> {
  story.title('团卡：签到 → 漏签 → 补签 → 任务 → 转盘 → 最后一份奖品');
  const lin = phoneOf(cloud, 'shopper-lin');
  await lin.member.join({ leaderCode: null, phoneCode: null });
  await publishCheckIn(cloud, { bonuses: [{ days: 3, prize: { kind: 'chances', chances: 1 } }] });
  await checkIn(story, cloud, lin);
  await doTask(story, cloud, lin);
  await turn(story, cloud, lin);
  await rush(story, cloud);
}

async function checkIn(story: Storyteller, cloud: LocalCloud, lin: Phone): Promise<void> {
  const { checkIn: before } = await lin.play.readPlay({});
  story.step('顾客小林', '打开签到有礼', ...(before?.ruleLines ?? []));
  const taps = await Promise.all([1, 2, 3].map(() => lin.play.checkIn({})));
  story.expect('three taps are one day', taps.filter(({ outcome }) => outcome === 'checked_in').length, 1);
  const { given } = await lin.play.takeGifts({});
  story.step('顾客小林', '签到', ...given.map(({ text }) => `得 ${text}`));
  cloud.moveClock(cloud.clock.now() + 2 * DAY_MS);
  const today = await lin.play.checkIn({});
  story.step('顾客小林', '漏了一天再签', `连续 ${today.streak} 天`);
  await lin.play.takeGifts({});
  const [missed] = (await lin.play.readPlay({})).checkIn?.makeUp?.days ?? [];
  if (!missed) throw new Error('no day was missed');
  const madeUp = await lin.play.makeUp({ day: missed });
  await lin.play.takeGifts({});
  story.step(
    '顾客小林',
    `补签 ${missed}`,
    `连续 ${madeUp.streak} 天`,
    ...madeUp.gifts.map(({ text }) => `得 ${text}`),
  );
  story.expect('the streak is joined, and brings its bonus', [madeUp.streak, madeUp.gifts.length], [3, 1]);
}

async function doTask(story: Storyteller, cloud: LocalCloud, lin: Phone): Promise<void> {
  await publishTasks(cloud, [{ name: '今天买一次' }]);
  const orderId = await order(cloud, lin, 3_000);
  const told = async () =>
    (await lin.play.readTasks({})).tasks?.map(({ name, done, state }) => ({ name, done, state }));
  story.step(
    '顾客小林',
    '买了 30 元',
    ...((await lin.play.readTasks({})).tasks ?? []).map(({ text }) => text),
  );
  story.expect('the task is reached', (await told())?.[0]?.state, 'reached');
  await refundAll(cloud, orderId);
  await cloud.wechat.pay.deliverDue();
  story.step('店员', '全额退款', await refusalOf(lin.play.finishTask({ taskId: 'order' })));
  await order(cloud, lin, 3_000);
  const both = await Promise.all([1, 2].map(() => lin.play.finishTask({ taskId: 'order' })));
  story.expect('two taps are one', both.filter(({ outcome }) => outcome === 'finished').length, 1);
  const { given } = await lin.play.takeGifts({ of: 'task' });
  story.step('顾客小林', '又买一次，领取', ...given.map(({ text }) => `得 ${text}`));
}

async function turn(story: Storyteller, cloud: LocalCloud, lin: Phone): Promise<void> {
  await publishWheel(cloud, { freePerDay: 0 });
  const { wheel } = await lin.play.readWheel({});
  story.step('顾客小林', '打开转盘', ...(wheel?.ruleLines ?? []));
  story.expect('the chance of the streak is there', wheel?.chances, 1);
  const requestId = newTestRequest();
  const first = await lin.play.draw({}, { requestId });
  const again = await lin.play.draw({}, { requestId });
  story.step('顾客小林', '转一次，没等到答复又转', first.name);
  story.expect('it is the same turn', again, first);
  story.expect('one turn is kept, with its roll', documentsOf(cloud, 'draws').length, 1);
  story.step('顾客小林', '再转', await refusalOf(lin.play.draw({})));
}

async function rush(story: Storyteller, cloud: LocalCloud): Promise<void> {
  await publishWheel(cloud, {
    freePerDay: 1,
    fallbackId: 'five',
    prizes: [
      { id: 'last', name: '最后一份', prize: pointsPrize(500), weight: 1_000_000, stock: 1 },
      { id: 'five', name: '小惊喜', prize: pointsPrize(5), weight: 0, stock: null },
    ],
  });
  const people = Array.from({ length: 20 }, (_none, at) =>
    phoneOf(cloud, { openid: `oRush${at}`, appid: DEMO_APPID, unionid: undefined }),
  );
  for (const one of people) await one.member.join({ leaderCode: null, phoneCode: null });
  const names = (await Promise.all(people.map((one) => one.play.draw({})))).map(({ name }) => name);
  story.step(
    '二十位顾客',
    '同时抽最后一份',
    `最后一份：${names.filter((name) => name === '最后一份').length} 位`,
  );
  story.expect(
    'one has it, nineteen what takes its place',
    names.filter((name) => name === '小惊喜').length,
    19,
  );
}
