import { launchMiniProgram, type MiniProgram } from '../harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from '../harness/local-functions';
import { packFor, untilHeard } from '../../stage/growth/growth-stage';
import { order } from '../../stage/invite-stage';
import { join, memberIdOf } from '../../stage/identity-stage';
import { documentsOf, phoneOf } from '../../stage/stage';
import { DAY_MS, HOUR_MS } from '@contracts/primitives/time';

/** The built mini-program against the real functions: what the operator does with tiers, rights and gifts on the phone. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
  const lin = phoneOf(functions.cloud, 'shopper-lin');
  await join(lin);
  await order(functions.cloud, lin, 150_000);
  await untilHeard(functions.cloud, 6 * DAY_MS + 12 * HOUR_MS);
});
afterAll(() => functions.close());

const TIERS = 'merchant/pages/tiers/index';
const RULE = 'merchant/pages/tier-rule/index';
const open = (personaId: string, path: string) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), path });
const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};
const type = async (mp: MiniProgram, fields: Record<string, string>) => {
  for (const [id, value] of Object.entries(fields)) await mp.fire(`#${id}`, 'input', { value });
};
const pick = (mp: MiniProgram, id: string, at: number) => mp.fire(`#${id}`, 'change', { value: at });

describe('the operator’s page of tiers', () => {
  it('shows the rule in force; who moves tonight is counted and leads to the member', async () => {
    const mp = await open('operator-he', 'merchant/pages/workbench/index');
    await mp.tap('#tiers');
    expect(mp.page().route).toBe(TIERS);
    shows(mp, '第 1 版', '☆ 黄金', '升级 1,200 · 保级 800', '每消费 ¥1 得 1 成长值', '还没有会员礼');
    expect(mp.has('#announced')).toBe(false);
    await mp.tap('#count-tonight');
    shows(mp, '正在数');
    await untilHeard(functions.cloud);
    const again = await open('operator-he', TIERS);
    shows(again, '新锐 → 黄金：1 位');
    const memberId = await memberIdOf(phoneOf(functions.cloud, 'shopper-lin'));
    await again.tap(`#mover-${memberId}`);
    expect(again.page().route).toBe('merchant/pages/member/index');
    expect([...mp.errors, ...again.errors]).toEqual([]);
  });

  it('is the operator’s', async () => {
    const mp = await open('shopper-lin', TIERS);
    shows(mp, '这里是运营的页面');
  });
});

describe('the form of the growth rule', () => {
  it('says what is wrong and leads to the part where it is', async () => {
    const mp = await open('operator-he', RULE);
    await type(mp, { 'tier-keep-1': '301' });
    await mp.tap('#tab-gifts');
    shows(mp, '还差：保级');
    await mp.tap('#publish');
    shows(mp, '不能比升级门槛高');
    expect(mp.has('#tier-keep-1')).toBe(true);
    await type(mp, { 'tier-keep-1': '300' });
    expect(mp.text()).not.toContain('还差');
    expect(mp.errors).toEqual([]);
  });

  it('a right and a gift are added, tried on a sample and on everybody, published and announced', async () => {
    const packId = await packFor(functions.cloud, 'upgrade', 'fresh-5');
    const mp = await open('operator-he', RULE);
    await mp.tap('#tab-rights');
    await mp.tap('#add-right');
    await mp.tap('#publish');
    shows(mp, '请写权益名称', '请写清楚怎么用，会员会看到');
    await type(mp, { 'right-name-0': '免排队', 'right-terms-0': '到店出示会员码', 'right-times-0': '2' });
    await mp.tap('#tab-gifts');
    await mp.tap('#add-gift');
    await pick(mp, 'gift-level-0', 2);
    await pick(mp, 'gift-pack-0', 0);
    await mp.tap('#tab-tiers');
    await type(mp, { 'tier-entry-2': '1000' });
    await mp.tap('#look');
    shows(mp, '每千位里', '会升级');
    await mp.tap('#count');
    shows(mp, '正在数');
    await untilHeard(functions.cloud);
    shows(await open('operator-he', RULE), '上次全部算过的草稿', '黄金：');
    await mp.tap('#publish');
    shows(mp, '发布第 2 版？', '公布满 7 天才生效');
    await mp.tap('#sure-yes');
    const current = documentsOf(functions.cloud, 'growthRules').find(({ _id }) => _id === 'current');
    expect(current?.next).toMatchObject({
      version: 2,
      privileges: [{ kind: 'priority', name: '免排队', quota: { times: 2, period: 'month' } }],
      gifts: [{ kind: 'upgrade', fromLevel: 2, packId }],
    });
    const tiers = await open('operator-he', TIERS);
    shows(tiers, '已公布，还没生效', '新：黄金：成长值满 1000 即升级', '第 1 版');
    expect([...mp.errors, ...tiers.errors]).toEqual([]);
  });

  it('who comes second overrules nobody', async () => {
    const first = await open('operator-he', RULE);
    const second = await open('operator-he', RULE);
    for (const mp of [first, second]) {
      await mp.tap('#tab-growth');
      await type(mp, { 'grace-days': mp === first ? '5' : '6' });
      await mp.tap('#publish');
      await mp.tap('#sure-yes');
    }
    shows(second, '规则刚被别人改过');
    const current = documentsOf(functions.cloud, 'growthRules').find(({ _id }) => _id === 'current');
    expect(current?.next).toMatchObject({ version: 3, graceDays: 5 });
  });
});
