import { launchMiniProgram, type LaunchOptions } from './harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from './harness/local-functions';

/** The built mini-program against the real functions: collecting, giving away and redeeming coupons (J3 of the product). */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
  for (const persona of ['shopper-lin', 'shopper-wang'])
    await functions.cloud.invoke(
      'member',
      { op: 'join', input: { leaderCode: null, phoneCode: null }, requestId: `join-${persona}` },
      persona,
    );
});
afterAll(() => functions.close());

const open = (personaId: string, options: Partial<LaunchOptions> = {}) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), ...options });

const WEEKEND = 'tpl_weekend-15';

describe('a shopper in 领券中心', () => {
  it('sees every condition, collects in one tap, and has the coupon with its digits', async () => {
    const mp = await open('shopper-lin', { path: 'shopper/pages/coupons/index' });
    await mp.tap('#centre');
    expect(mp.page().route).toBe('shopper/pages/centre/index');
    for (const text of ['周末满 79 减 15', '还剩 100 张', '8', '折', '兑换'])
      expect(mp.text()).toContain(text);
    await mp.tap(`#collect-${WEEKEND}`);
    for (const text of [
      '满79元可用',
      '每人限领 1 张',
      '共 100 张，先到先得',
      '领取后3天内有效',
      '可以送给一位朋友',
    ])
      expect(mp.text()).toContain(text);
    await mp.tap('#collect');
    expect(mp.page().route).toBe('shopper/pages/coupon/index');
    expect(mp.text()).toMatch(/\d{4} \d{4} \d{4} \d{4}/);
    expect(mp.errors).toEqual([]);
  });

  it('reads why not when it is collected again', async () => {
    const mp = await open('shopper-lin', { path: 'shopper/pages/collect/index', query: { id: WEEKEND } });
    expect(mp.text()).toContain('你已经领到上限了');
  });
});

describe('a coupon for a friend', () => {
  it('is offered, opened by the link and taken', async () => {
    const lin = await open('shopper-lin', { path: 'shopper/pages/coupons/index' });
    await lin.tap('text=周末满 79 减 15');
    await lin.tap('#offer');
    expect(lin.text()).toContain('发给朋友');
    expect(lin.text()).toContain('正在转赠中');
    const [offer] = functions.cloud.database
      .environment(functions.cloud.env)
      .findDocuments('couponOffers', { filter: {}, order: [], skip: 0, limit: 1 });
    const wang = await open('shopper-wang', {
      path: 'shopper/pages/gift/index',
      query: { c: String(offer?.document['_id']) },
    });
    expect(wang.text()).toContain('满79元可用');
    await wang.tap('#take');
    expect(wang.page().route).toBe('shopper/pages/coupon/index');
    await lin.go('navigateTo', '/shopper/pages/coupons/index');
    await lin.tap('#tab-gone');
    expect(lin.text()).toContain('已送给朋友');
  });
});

describe('a clerk', () => {
  const couponOf = async (mp: Awaited<ReturnType<typeof open>>) =>
    /(\d{4} \d{4} \d{4} \d{4})/.exec(mp.text())?.[1] ?? '';

  it('scans, sees what it is, redeems, and takes it back with a reason', async () => {
    const shopper = await open('shopper-wang', { path: 'shopper/pages/coupons/index' });
    await shopper.tap('text=新人 3 元券');
    const digits = await couponOf(shopper);
    const mp = await open('clerk-zhou', {
      path: 'merchant/pages/redeem/index',
      answers: { scanCode: () => ({ result: digits }) },
    });
    expect(mp.text()).toContain('幸福里店');
    await mp.tap('#scan');
    for (const text of ['会员', '邻里会员卡', '新人 3 元券', '核销这张券']) expect(mp.text()).toContain(text);
    await mp.tap('text=核销这张券');
    expect(mp.text()).toContain('核销成功');
    await mp.tap('#undo');
    expect(mp.text()).toContain('已撤销');
    await mp.tap('#scan');
    expect(mp.text()).toContain('核销这张券');
    await mp.tap('text=核销这张券');
    await mp.tap('#next');
    await mp.tap('#scan');
    expect(mp.text()).toMatch(/这张券已于 .* 用过了/);
    expect(mp.errors).toEqual([]);
  });

  it('types the digits and reads why a coupon cannot be used', async () => {
    const mp = await open('clerk-zhou', { path: 'merchant/pages/redeem/index' });
    const shopper = await open('shopper-lin', { path: 'shopper/pages/coupons/index' });
    await shopper.tap('text=满 99 减 20');
    await mp.fire('#amount', 'input', { value: '98.5' });
    await mp.fire('#shown', 'input', { value: await couponOf(shopper) });
    await mp.tap('#look-up');
    expect(mp.text()).toContain('满99元可用，还差0.50元');
    expect(mp.has('text=核销这张券')).toBe(false);
  });

  it('somebody without the role is told before there is anything to fill in', async () => {
    const mp = await open('shopper-lin', { path: 'merchant/pages/redeem/index' });
    expect(mp.text()).toContain('这里是店员的页面');
    expect(mp.has('#scan')).toBe(false);
  });
});

describe('the operator', () => {
  it('sees the stock, pauses a template, and previews before taking coupons back', async () => {
    const mp = await open('operator-he', { path: 'merchant/pages/templates/index' });
    await mp.tap('text=再看一些').catch(() => undefined);
    expect(mp.text()).toContain('已发 1，剩 99');
    await mp.tap(`#manage-${WEEKEND}`);
    await mp.tap(`#change-${WEEKEND}`);
    expect(mp.text()).toContain('现在 1 位会员手里有 1 张没用过');
    await mp.tap(`#revoke-${WEEKEND}`);
    expect(mp.text()).toContain('请写原因，至少两个字');
    await mp.fire(`#reason-${WEEKEND}`, 'input', { value: '发错了' });
    await mp.tap(`#revoke-${WEEKEND}`);
    for (const text of ['1 位会员，1 张券', '收回后不能恢复', '被收回的会员都会收到消息，看到原因：发错了'])
      expect(mp.text()).toContain(text);
    await mp.tap('#sure-no');
    expect(mp.text()).toContain('现在 1 位会员手里有 1 张没用过');
    await mp.tap(`#revoke-${WEEKEND}`);
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('已收回 1 张');
    await mp.tap(`#turn-${WEEKEND}`);
    expect(mp.text()).toContain('已经发出的券照常能用');
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('已暂停');
    await mp.tap('#toast-undo');
    expect(mp.text()).toContain('已恢复发放');
  });
});

describe('the coupon centre', () => {
  it('takes one where it is listed, with its conditions beside it', async () => {
    const mp = await open('shopper-wang', { path: 'pages/home/index' });
    await mp.tap('#centre');
    for (const text of ['每人限领 1 张', '领取后3天内有效']) expect(mp.text()).toContain(text);
    await mp.tap(`#take-${WEEKEND}`);
    expect(mp.text()).toContain('领到「周末满 79 减 15」');
    expect(mp.text()).toContain('你已经领到上限了');
    expect(mp.has(`#take-${WEEKEND}`)).toBe(false);
    expect(mp.errors).toEqual([]);
  });
});
