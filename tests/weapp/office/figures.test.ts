import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { liveALittle, newcomer, untilTold } from '../../stage/audience/told-life';
import { launchMiniProgram } from '../harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from '../harness/local-functions';

/** The built mini-program against the real functions: what the operator sees of the shop's figures on the phone. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
  await liveALittle(functions.cloud, await newcomer(functions.cloud, 'oAnn'));
  await untilTold(functions.cloud);
});
afterAll(() => functions.close());

const open = (personaId: string, path: string) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), path });

it('the workbench leads to what the shop took in some days, what each figure is, and who sold most', async () => {
  const mp = await open('operator-he', 'merchant/pages/workbench/index');
  await mp.tap('#figures');
  expect(mp.page().route).toBe('merchant/pages/figures/index');
  for (const text of ['净销售额', '有效订单', '新会员', '首单会员', '用券', '前 7 天没有'])
    expect(mp.text()).toContain(text);
  expect(mp.text()).not.toContain('退款算在退回那天');
  for (const text of ['本月转化', '扫码', '第二单']) expect(mp.text()).toContain(text);
  await mp.tap('#about-funnel');
  expect(mp.text()).toContain('当时还不是会员的人');
  await mp.tap('#about-netFen');
  expect(mp.text()).toContain('退款算在退回那天');
  const today = chinaDateOf(instant(functions.cloud.clock.now()));
  await mp.tap(`#behind-netFen-${today}`);
  expect(mp.page().route).toBe('merchant/pages/figure-behind/index');
  for (const text of ['净销售额', '付款', '退款', '看会员', '看订单']) expect(mp.text()).toContain(text);
  const again = await open('operator-he', 'merchant/pages/figures/index');
  await again.tap('#tab-1');
  expect(again.text()).toContain('比昨天全天');
  await again.tap('#ranking');
  expect(again.text()).toContain('幸福里店');
  await again.tap('#tab-tierNow');
  expect(again.text()).toContain('下单会员 1');
  await again.tap('#tab-city');
  expect(again.text()).toContain('没填城市');
  await again.tap('#tab-message');
  expect(again.text()).toContain('送达消息');
  expect(again.text()).toContain('消息下单率');
  expect([...mp.errors, ...again.errors]).toEqual([]);
  functions.cloud.moveClock(functions.cloud.clock.now() + DAY_MS);
  const tomorrow = await open('operator-he', 'merchant/pages/figures/index');
  await tomorrow.tap('#tab-1');
  expect(tomorrow.text()).toContain('少 100%');
});

it('a day of which nothing is known, and one that is no day', async () => {
  const none = await open('operator-he', 'merchant/pages/figure-behind/index?figure=netFen&day=2020-01-01');
  expect(none.text()).toContain('那天没有');
  const odd = await open('operator-he', 'merchant/pages/figure-behind/index?figure=netFen&day=2020-13-41');
  expect(odd.text()).toContain('没有这个数字');
});

it.each([
  'merchant/pages/figures/index',
  'merchant/pages/figure-behind/index?figure=netFen&day=2026-11-21',
  'merchant/pages/figure-ranking/index',
])('%s is the operator’s', async (page) => {
  const mp = await open('shopper-lin', page);
  expect(mp.text()).toContain('这里是运营的页面');
});
