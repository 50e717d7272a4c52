import { join } from '../../stage/identity-stage';
import { chinaTime } from '../../stage/play/play-stage';
import { documentsOf, phoneOf } from '../../stage/stage';
import { startLocalFunctions, type LocalFunctions } from '../harness/local-functions';
import { launchMiniProgram, type MiniProgram } from '../harness/mini-program';

/** The built mini-program against the real functions: 到店礼, as the operator decides it, a clerk gives it and a member reads it. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
  functions.cloud.moveClock(chinaTime('2026-11-23'));
  await join(phoneOf(functions.cloud, 'shopper-lin'));
});
afterAll(() => functions.close());

const PLAY = 'merchant/pages/play/index';
const RULE = 'merchant/pages/visit-rule/index';
const DESK = 'merchant/pages/redeem/index';
const WELFARE = 'shopper/pages/check-in/index';
const open = (personaId: string, path: string, answers = {}) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), path, answers });
const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};
const inForce = () => documentsOf(functions.cloud, 'visitRules').find(({ _id }) => _id === 'visit');
const scan = async () => {
  const { code } = await phoneOf(functions.cloud, 'shopper-lin').member.readCode({});
  const mp = await open('clerk-zhou', DESK, { scanCode: () => ({ result: code }) });
  await mp.tap('#scan');
  return mp;
};

it('while there is no rule the desk says nothing of it', async () => {
  shows(await open('shopper-lin', RULE), '这里是运营的页面');
  expect((await scan()).has('#visit-at-desk')).toBe(false);
});

it('the operator is told what is wrong beside it and what it costs, and publishes', async () => {
  const mp = await open('operator-he', PLAY);
  await mp.tap('#edit-visits');
  expect(mp.page().route).toBe(RULE);
  await mp.fire('#per-day', 'input', { value: '9' });
  await mp.tap('#publish');
  shows(mp, '请填 1 到 5 的整数');
  await mp.fire('#per-day', 'input', { value: '1' });
  shows(mp, '一位会员每月最多 40 积分');
  await mp.tap('#publish');
  shows(mp, '发布第 1 版？');
  await mp.tap('#sure-yes');
  expect(inForce()).toMatchObject({ version: 1, rule: { isOn: true, perDay: 1, perMonth: 8 } });
  expect(mp.errors).toEqual([]);
});

it('a clerk scans, gives the gift once, and scans again: it stands there that they were here', async () => {
  const mp = await scan();
  shows(mp, '到店礼', '这次到店得 5 积分');
  await mp.tap('#give-visit');
  shows(mp, '已记到店，5 积分已到账');
  const again = await scan();
  shows(again, '今天在本店已经记过到店');
  expect(again.has('#give-visit')).toBe(false);
  expect(documentsOf(functions.cloud, 'visits')).toMatchObject([{ given: 1, owedSince: null }]);
  expect([...mp.errors, ...again.errors]).toEqual([]);
});

it('the member reads it on 福利, and the way to their code', async () => {
  const mp = await open('shopper-lin', WELFARE);
  shows(mp, '到店出示会员码，得 5 积分', '11月23日', '已到账', '到店礼规则');
  await mp.tap('#show-code');
  expect(mp.page().route).toBe('shopper/pages/member-code/index');
  expect(mp.errors).toEqual([]);
});

it('stopped at once it is gone from the page and the desk', async () => {
  const mp = await open('operator-he', PLAY);
  await mp.tap('#stop-visits');
  shows(mp, '马上停止到店礼？');
  await mp.tap('#sure-yes');
  expect(inForce()).toMatchObject({ version: 2, rule: { isOn: false } });
  expect((await scan()).has('#visit-at-desk')).toBe(false);
  shows(await open('shopper-lin', WELFARE), '现在没有福利活动');
});
