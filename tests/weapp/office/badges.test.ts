import { join } from '../../stage/identity-stage';
import { order } from '../../stage/invite-stage';
import { chinaTime } from '../../stage/play/play-stage';
import { documentsOf, phoneOf } from '../../stage/stage';
import { startLocalFunctions, type LocalFunctions } from '../harness/local-functions';
import { launchMiniProgram, type MiniProgram } from '../harness/mini-program';

/** The built mini-program against the real functions: 勋章, as the operator decides them and as members win and wear them. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
  functions.cloud.moveClock(chinaTime('2026-11-23'));
  await join(phoneOf(functions.cloud, 'shopper-lin'));
});
afterAll(() => functions.close());

const PLAY = 'merchant/pages/play/index';
const RULE = 'merchant/pages/badge-rule/index';
const WELFARE = 'shopper/pages/check-in/index';
const HOME = 'pages/home/index';
const open = (personaId: string, path: string) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), path });
const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};
const inForce = () => documentsOf(functions.cloud, 'badgeRules').find(({ _id }) => _id === 'badges');

it('the operator is told what is wrong beside it and what it costs, and publishes', async () => {
  shows(await open('shopper-lin', RULE), '这里是运营的页面');
  const mp = await open('operator-he', PLAY);
  await mp.tap('#edit-badges');
  expect(mp.page().route).toBe(RULE);
  await mp.fire('#badge-count-0-1', 'input', { value: '1' });
  await mp.tap('#publish');
  shows(mp, '要比上一级多');
  await mp.fire('#badge-count-0-1', 'input', { value: '2' });
  shows(mp, '一位会员得到全部勋章：160 积分，只有一次');
  await mp.tap('#publish');
  shows(mp, '发布第 1 版？');
  await mp.tap('#sure-yes');
  expect(inForce()).toMatchObject({ version: 1, rule: { isOn: true, badges: [{}, {}, {}] } });
  expect(mp.errors).toEqual([]);
});

it('a member sees the wall, buys, has the badge at once, and wears it on the card', async () => {
  const before = await open('shopper-lin', WELFARE);
  shows(before, '勋章墙', '常客 · 还没得到', '累计付款 1 笔（0/1）');
  expect((await open('shopper-lin', HOME)).has('#card-badges')).toBe(false);
  for (const _ of [1, 2]) await order(functions.cloud, phoneOf(functions.cloud, 'shopper-lin'), 6_000);
  const mp = await open('shopper-lin', WELFARE);
  shows(
    mp,
    '得到勋章 「常客」1 级、「常客」2 级',
    '常客 · 2 级，共 3 级',
    '累计付款 50 笔（2/50），得 50 积分',
  );
  expect(documentsOf(functions.cloud, 'badgesWon')).toMatchObject([
    { level: 1, given: 0, owedSince: null },
    { level: 2, given: 1, owedSince: null },
  ]);
  const home = await open('shopper-lin', HOME);
  shows(home, '★2 常客');
  expect([...before.errors, ...mp.errors, ...home.errors]).toEqual([]);
});

it('stopped at once there is no more to win, and what was won stays', async () => {
  const mp = await open('operator-he', PLAY);
  await mp.tap('#stop-badges');
  shows(mp, '马上停止勋章？');
  await mp.tap('#sure-yes');
  expect(inForce()).toMatchObject({ version: 2, rule: { isOn: false } });
  const wall = await open('shopper-lin', WELFARE);
  shows(wall, '常客 · 2 级，共 2 级');
  expect(wall.text()).not.toContain('签到达人');
});
