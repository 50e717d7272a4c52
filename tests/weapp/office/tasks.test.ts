import { join } from '../../stage/identity-stage';
import { order } from '../../stage/invite-stage';
import { chinaTime } from '../../stage/play/play-stage';
import { documentsOf, phoneOf } from '../../stage/stage';
import { startLocalFunctions, type LocalFunctions } from '../harness/local-functions';
import { launchMiniProgram, type MiniProgram } from '../harness/mini-program';

/** The built mini-program against the real functions: 任务, as the operator decides them and as members do them. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
  functions.cloud.moveClock(chinaTime('2026-11-23'));
  await join(phoneOf(functions.cloud, 'shopper-lin'));
});
afterAll(() => functions.close());

const PLAY = 'merchant/pages/play/index';
const RULE = 'merchant/pages/task-rule/index';
const WELFARE = 'shopper/pages/check-in/index';
const open = (personaId: string, path: string) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), path });
const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};
const inForce = () => documentsOf(functions.cloud, 'taskRules').find(({ _id }) => _id === 'tasks');

it('the rule is the operator’s, and before there is one the page of welfare says so', async () => {
  shows(await open('shopper-lin', RULE), '这里是运营的页面');
  shows(await open('shopper-lin', WELFARE), '现在没有福利活动');
});

it('the operator names a task, is told what is wrong beside it, and publishes', async () => {
  const mp = await open('operator-he', PLAY);
  await mp.tap('#edit-tasks');
  expect(mp.page().route).toBe(RULE);
  await mp.fire('#task-count-1', 'input', { value: '0' });
  await mp.tap('#publish');
  shows(mp, '请填 1 到 100 的整数');
  await mp.fire('#task-count-1', 'input', { value: '1' });
  shows(mp, '一位会员全部做完：每周最多 50 积分，另有一次性 20 积分');
  await mp.tap('#publish');
  shows(mp, '发布第 1 版？');
  await mp.tap('#sure-yes');
  expect(inForce()).toMatchObject({ version: 1, rule: { isOn: true, tasks: [{}, { count: 1 }, {}] } });
  const play = await open('operator-he', PLAY);
  shows(play, '本周买两次：付款 1 笔，每笔满 20 元，得 20 积分，每周一次');
  expect([...mp.errors, ...play.errors]).toEqual([]);
});

it('a shopper sees the way, buys, takes the gift once and reads that it is there', async () => {
  const [, buy] = inForce()!.rule.tasks;
  const shopper = phoneOf(functions.cloud, 'shopper-lin');
  const before = await open('shopper-lin', WELFARE);
  shows(before, '做任务得奖励', '本周买两次', '还没完成');
  await order(functions.cloud, shopper, 6_000);
  const mp = await open('shopper-lin', WELFARE);
  await mp.tap(`#take-${buy!.id}`);
  shows(mp, '奖励已到账✓ 已得');
  expect(documentsOf(functions.cloud, 'tasksDone')).toMatchObject([{ taskId: buy!.id, given: 1 }]);
  expect([...before.errors, ...mp.errors]).toEqual([]);
});

it('stopped at once it is gone from the page', async () => {
  const mp = await open('operator-he', PLAY);
  await mp.tap('#stop-tasks');
  shows(mp, '马上停止任务？');
  await mp.tap('#sure-yes');
  expect(inForce()).toMatchObject({ version: 2, rule: { isOn: false } });
  shows(await open('shopper-lin', WELFARE), '现在没有福利活动');
});
