import { join } from '../../stage/identity-stage';
import { chinaTime } from '../../stage/play/play-stage';
import { documentsOf, phoneOf } from '../../stage/stage';
import { startLocalFunctions, type LocalFunctions } from '../harness/local-functions';
import { launchMiniProgram, type MiniProgram } from '../harness/mini-program';

/** The built mini-program against the real functions: 转盘, as the operator decides it and as members turn it. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
  functions.cloud.moveClock(chinaTime('2026-11-23'));
  await join(phoneOf(functions.cloud, 'shopper-lin'));
});
afterAll(() => functions.close());

const WHEEL = 'shopper/pages/wheel/index';
const PLAY = 'merchant/pages/play/index';
const RULE = 'merchant/pages/wheel-rule/index';
const DRAWS = 'merchant/pages/draws/index';
const open = (personaId: string, path: string) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), path });
const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};
const type = async (mp: MiniProgram, fields: Record<string, string>) => {
  for (const [id, value] of Object.entries(fields)) await mp.fire(`#${id}`, 'input', { value });
};
const inForce = () => documentsOf(functions.cloud, 'wheelRules').find(({ _id }) => _id === 'wheel');

it('before there is a rule the page says so', async () => {
  shows(await open('shopper-lin', WHEEL), '现在没有转盘抽奖');
});

it.each([RULE, DRAWS])('%s is the operator’s', async (page) => {
  shows(await open('shopper-lin', page), '这里是运营的页面');
});

it('the operator’s rule: odds beyond everything are refused beside them, then it is published and shown with its odds', async () => {
  const mp = await open('operator-he', PLAY);
  await mp.tap('#edit-wheel');
  expect(mp.page().route).toBe(RULE);
  await type(mp, { contact: '020-5550', 'slice-odds-0': '50', 'slice-odds-1': '50.01', 'slice-odds-2': '0' });
  await mp.tap('#publish');
  shows(mp, '概率合起来多了 0.01%');
  await type(mp, { 'slice-odds-0': '100', 'slice-odds-1': '0', 'slice-stock-0': '1' });
  shows(mp, '剩下的 0% 是「谢谢参与」', '每抽 1,000 次，约送出 200000 积分');
  await mp.tap('#publish');
  shows(mp, '发布第 1 版？');
  await mp.tap('#sure-yes');
  expect(inForce()).toMatchObject({
    version: 1,
    rule: { isOn: true, prizes: [{ name: '一等奖', weight: 1_000_000, stock: 1 }, {}, {}], freePerDay: 1 },
  });
  const play = await open('operator-he', PLAY);
  shows(play, '一等奖：已抽中 0 份，共 1 份', '一等奖（200 积分）：概率 100%，共 1 份', '联系：020-5550');
  expect([...mp.errors, ...play.errors]).toEqual([]);
});

it('a shopper sees every prize with its odds, turns the disc, and has what it stopped at; the operator reads the roll', async () => {
  const mp = await open('shopper-lin', 'pages/home/index');
  shows(mp, '现在能抽 1 次');
  await mp.tap('#wheel');
  expect(mp.page().route).toBe(WHEEL);
  shows(mp, '奖品和中奖概率', '一等奖 · 200 积分', '100%', '还没有抽过', '免费抽一次');
  await mp.tap('#draw');
  await mp.until('抽中「一等奖」');
  await mp.until('已到账');
  shows(mp, '没有抽奖机会了', '100%，已送完');
  expect(mp.has('#draw')).toBe(false);
  const [draw] = documentsOf(functions.cloud, 'draws');
  expect(draw).toMatchObject({ prizeId: inForce()?.rule.prizes[0]?.id, given: 1, owedSince: null });
  const office = await open('operator-he', DRAWS);
  shows(office, '一等奖', `随机数 ${draw?.roll}`, '第 1 版');
  expect([...mp.errors, ...office.errors]).toEqual([]);
});

it('is closed at once when the operator stops it; own turns stay readable', async () => {
  const mp = await open('operator-he', PLAY);
  await mp.tap('#stop-wheel');
  shows(mp, '马上停止抽奖？');
  await mp.tap('#sure-yes');
  shows(mp, '已停止', '第 2 版');
  shows(await open('shopper-lin', WHEEL), '现在没有转盘抽奖', '一等奖');
});
