import { POINTS, pointsStage } from '../stage/points-stage';

/** The built mini-program against the real functions: having, spending and managing points (J4 of the product). */
const { cards, open } = pointsStage();

describe('the operator', () => {
  const type = async (mp: Awaited<ReturnType<typeof open>>, fields: Record<string, string>) => {
    for (const [id, value] of Object.entries(fields)) await mp.fire(`#${id}`, 'input', { value });
  };

  it('previews ¥88 → 88 积分, changes the rule, previews again, publishes', async () => {
    const mp = await open('operator-he', 'merchant/pages/points-rule/index');
    expect(mp.text()).toContain('¥88 → 88 积分');
    await type(mp, { 'per-yuan': '1.5' });
    expect(mp.text()).toContain('还差：每 1 元得几积分');
    await mp.tap('#publish');
    expect(mp.text()).toContain('请填 0 到 1000 的整数');
    await type(mp, { 'per-yuan': '2', 'order-cap': '150' });
    await mp.tap('#preview');
    expect(mp.text()).toContain('¥88 → 150 积分（已到积分上限）');
    await mp.tap('#publish');
    expect(mp.text()).toContain('已经得到的积分和到期时间不变');
    await mp.tap('#sure-yes');
    // What members read of it in the charter holds a week later.
    for (const text of ['已公布，', '第 2 版已公布，', '起生效', '现在是第 1 版'])
      expect(mp.text()).toContain(text);
    const lin = await open('shopper-lin', POINTS);
    expect(lin.text()).toContain('每实付 1 元得 1 积分');
    expect(mp.errors).toEqual([]);
  });

  it('makes a reward, gives it more stock, takes it off the shelf', async () => {
    const mp = await open('operator-he', 'merchant/pages/points-rule/index');
    await mp.tap('#rewards');
    await mp.tap('#new');
    expect(mp.text()).toContain('还差：名称、需要');
    await type(mp, { name: '手工香皂', points: '300', 'sku-stock-a': '5' });
    await mp.tap('#store-sto_xingfu');
    await mp.tap('#save');
    expect(mp.page().route).toBe('merchant/pages/rewards/index');
    await mp.tap('text=手工香皂');
    await type(mp, { 'sku-stock-a': '4' });
    await mp.tap('#save');
    expect(mp.text()).toContain('库存只能增加，不能减少');
    await type(mp, { 'sku-stock-a': '8' });
    await mp.tap('#status-closed');
    await mp.tap('#save');
    expect(mp.text()).not.toContain('手工香皂');
    await mp.tap('#tab-closed');
    expect(mp.text()).toContain('手工香皂');
    expect(mp.text()).toContain('剩 8 / 8');
    const lin = await open('shopper-lin', 'shopper/pages/mall/index');
    expect(lin.text()).not.toContain('手工香皂');
    expect(mp.errors).toEqual([]);
  });

  it('gives with a reason the member reads, and moves points to somebody else', async () => {
    const mp = await open('operator-he', 'merchant/pages/points-adjust/index');
    const found = async (id: string, persona: string) => {
      await type(mp, { [id]: cards.get(persona) ?? '' });
      await mp.tap(`#find-${id}`);
      const [, person = 'nobody'] = /"(pick-mem_[^"]+)"/.exec(JSON.stringify(mp.page().data)) ?? [];
      await mp.tap(`#${person}`);
    };
    await found('member', 'shopper-wang');
    await type(mp, { points: '100', reason: '漏记补发' });
    await mp.tap('#adjust');
    expect(mp.text()).toContain('补发 100 积分');
    await mp.tap('#sure-yes');
    expect(mp.text()).toMatch(/\+100，现有 1\d0 积分/);
    await mp.tap('#open-transfer');
    await found('to', 'shopper-lin');
    await type(mp, {
      'transfer-points': '40',
      'transfer-reason': '家人转赠',
    });
    await mp.tap('#transfer');
    expect(mp.text()).toContain('对方用掉就转不回来了');
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('已转出，对方现有');
    await mp.tap('#way-take');
    await type(mp, { points: '9999', reason: '收回' });
    await mp.tap('#adjust');
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('积分不够');
    const wang = await open('shopper-wang', 'shopper/pages/points-entries/index');
    for (const text of ['漏记补发', '家人转赠', '-40']) expect(wang.text()).toContain(text);
    await wang.tap('#tab-spent');
    expect(wang.text()).toContain('家人转赠');
    expect(wang.text()).not.toContain('漏记补发');
    expect(mp.errors).toEqual([]);
  });

  it('a shopper sees whose pages these are', async () => {
    for (const page of ['points-rule', 'rewards', 'edit-reward']) {
      const mp = await open('shopper-lin', `merchant/pages/${page}/index`);
      expect(mp.text()).toContain('这里是运营的页面');
    }
  });
});
