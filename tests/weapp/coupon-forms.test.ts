import { launchMiniProgram, type LaunchOptions } from './harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from './harness/local-functions';

/** The operator's forms, against the real functions: templates, packs, coupons by hand; and what shoppers then get (J3, J1). */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
  await functions.cloud.invoke(
    'member',
    { op: 'join', input: { leaderCode: null, phoneCode: null }, requestId: 'join-shopper-lin' },
    'shopper-lin',
  );
});
afterAll(() => functions.close());

const open = (personaId: string, options: Partial<LaunchOptions> = {}) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), ...options });
const stored = (name: string): Record<string, unknown>[] =>
  functions.cloud.database
    .environment(functions.cloud.env)
    .findDocuments(name, { filter: {}, order: [], skip: 0, limit: 1000 })
    .map(({ document }) => document);
const idOfTemplate = (title: string): string =>
  String(
    stored('couponTemplates').find(({ terms }) => JSON.stringify(terms).includes(`"${title}"`))?.['_id'],
  );

type Program = Awaited<ReturnType<typeof open>>;
const type = async (mp: Program, fields: Record<string, string>): Promise<void> => {
  for (const [id, value] of Object.entries(fields)) await mp.fire(`#${id}`, 'input', { value });
};

describe('the operator writes a template', () => {
  it('sees every condition in the shopper’s words before it is published, and shoppers can collect it then', async () => {
    const mp = await open('operator-he', { path: 'merchant/pages/templates/index' });
    await mp.tap('#new-template');
    expect(mp.page().route).toBe('merchant/pages/template/index');
    expect(mp.text()).toContain('还差：名称、金额');
    await type(mp, { title: '满 50 减 8', amount: '8', threshold: '5' });
    expect(mp.text()).toContain('还差：门槛');
    await mp.tap('#publish');
    expect(mp.text()).toContain('门槛不能低于减的金额');
    await type(mp, { threshold: '50', 'categories-new': '生鲜', conditions: '特价商品除外' });
    await mp.tap('#categories-add');
    await mp.tap('#categories-水果');
    await mp.tap('#stores-sto_xingfu');
    await mp.fire('#transferable', 'change', { value: true });
    await mp.fire('#with-points', 'change', { value: false });
    await mp.fire('#collectable', 'change', { value: true });
    await type(mp, { 'validity-count': '36', total: '2', 'per-member': '1' });
    await mp.tap('#validity-count-unit-hour');
    for (const text of [
      '满50元可用',
      '限门店：幸福里店',
      '仅限：生鲜、水果',
      '特价商品除外',
      '不与积分抵扣同享',
      '可以送给一位朋友',
      '领取后36小时内有效',
      '每人限领 1 张',
      '共 2 张，先到先得',
    ])
      expect(mp.text()).toContain(text);
    await mp.tap('#publish');
    expect(mp.text()).toContain('会员马上能在领券中心领到');
    await mp.tap('#sure-yes');
    expect(stored('couponTemplates').find(({ _id }) => _id === idOfTemplate('满 50 减 8'))).toMatchObject({
      status: 'published',
      version: 1,
      collectable: true,
      limits: { total: 2, perDay: null, perMember: 1, perMemberPerDay: null },
      validity: { kind: 'relative', startDelayMs: 0, validForMs: 36 * 3_600_000 },
      terms: { amountFen: 800, thresholdFen: 5000, storeIds: ['sto_xingfu'], categories: ['生鲜', '水果'] },
    });
    const shopper = await open('shopper-lin', { path: 'shopper/pages/centre/index' });
    await shopper.tap('text=再看一些').catch(() => undefined);
    expect(shopper.text()).toContain('满 50 减 8');
    expect(mp.errors).toEqual([]);
  });

  it('changes it later: the new version is for coupons to come, a limit is not tightened', async () => {
    const id = idOfTemplate('满 50 减 8');
    const mp = await open('operator-he', { path: 'merchant/pages/template/index', query: { id } });
    expect(mp.text()).toContain('已经发出的券条件不变');
    await type(mp, { total: '1' });
    await mp.tap('#save');
    expect(mp.text()).toMatch(/限量|收紧|放宽/);
    await type(mp, { total: '3', title: '满 50 减 9', amount: '9' });
    await mp.tap('#save');
    expect(mp.text()).toContain('已保存');
    expect(stored('couponTemplates').find(({ _id }) => _id === id)).toMatchObject({
      version: 2,
      terms: { amountFen: 900, conditions: expect.arrayContaining(['特价商品除外']) as string[] },
    });
  });

  it('gives one by hand with a reason; the second is over the limit, and says so', async () => {
    const id = idOfTemplate('满 50 减 9');
    const member = stored('members')[0];
    const mp = await open('operator-he', { path: 'merchant/pages/templates/index' });
    while (!mp.has(`#manage-${id}`)) await mp.tap('#more');
    await mp.tap(`#manage-${id}`);
    await mp.tap(`#issue-${id}`);
    await mp.tap(`#issue-now-${id}`);
    expect(mp.text()).toContain('请写原因，至少两个字');
    const card = (member?.['card'] as { number: string } | undefined)?.number ?? '';
    await type(mp, { [`member-${id}`]: card, [`why-${id}`]: '补偿' });
    await mp.tap(`#find-member-${id}`);
    await mp.tap(`#pick-${String(member?.['_id'])}`);
    await mp.tap(`#issue-now-${id}`);
    expect(mp.text()).toContain('「满 50 减 9」1 张');
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('已发 1 张');
    await mp.tap(`#issue-now-${id}`);
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('没有发：');
    expect(stored('coupons').filter(({ channel }) => channel === 'manual')).toHaveLength(1);
    expect(stored('auditEntries').map(({ action }) => action)).toContain('coupon.issueByHand');
  });
});

describe('a pack with limited coupons', () => {
  it('is written step by step, each with its own clock, and replaces the one before', async () => {
    const mp = await open('operator-he', { path: 'merchant/pages/packs/index' });
    expect(mp.text()).toContain('新人券包');
    await mp.tap('#new-pack');
    await type(mp, { name: '限量新人包' });
    expect(mp.text()).toContain('还差：里面的券');
    await mp.tap('#publish');
    expect(mp.text()).toContain('至少放一张券');
    await mp.tap(`#steps-${idOfTemplate('满 50 减 9')}`);
    await mp.tap('#step-1-kind-end_of_day');
    expect(mp.text()).toContain('领取当天 24:00 前有效');
    await mp.tap('#publish');
    expect(mp.text()).toContain('现在发的「新人券包」马上结束');
    await mp.tap('#sure-yes');
    const packs = stored('couponPacks').filter(({ channel }) => channel === 'join');
    expect(packs.map(({ name, status }) => [name, status]).sort()).toEqual([
      ['新人券包', 'ended'],
      ['限量新人包', 'published'],
    ]);
    expect(packs.find(({ name }) => name === '限量新人包')).toMatchObject({
      items: [{ validity: { kind: 'end_of_day' }, quantity: 1, limited: true }],
    });
  });

  it('is shown to a guest while there is any, and said to be sold out when there is none', async () => {
    const scanned = { path: 'pages/join/index', query: { scene: 'g%3DChen2026' } };
    expect((await open('shopper-wang', scanned)).text()).not.toContain('发不了');
    const template = idOfTemplate('满 50 减 9');
    const all = {
      filter: { templateId: template },
      modifier: { $set: { left: 0, total: 0, issued: 0 } },
      multi: true,
    };
    await functions.cloud.database.environment(functions.cloud.env).update('couponStock', all);
    const mp = await open('shopper-wang', scanned);
    expect(mp.text()).toContain('这份券包现在发不了');
    expect(mp.text()).toContain('抢完');
    await mp.tap('#join-without-phone');
    expect(mp.text()).toContain('入会成功');
    expect(mp.errors).toEqual([]);
  });
});

describe('a friend’s coupon for somebody who has not joined', () => {
  it('arrives with the card, in one go', async () => {
    const lin = await open('shopper-lin', { path: 'shopper/pages/coupons/index' });
    await lin.tap('text=满 50 减 9');
    await lin.tap('#offer');
    const [offer] = stored('couponOffers');
    const guest = await open('leader-chen', {
      path: 'shopper/pages/gift/index',
      query: { c: String(offer?.['_id']) },
    });
    await guest.tap('#join-first');
    expect(guest.page().route).toBe('pages/join/index');
    expect(guest.text()).toContain('朋友送你的券会一起到账');
    await guest.tap('#join-without-phone');
    expect(guest.text()).toContain('入会成功');
    expect(guest.text()).toContain('满 50 减 9');
    expect(stored('couponOffers')).toMatchObject([{ status: 'taken' }]);
    expect(guest.errors).toEqual([]);
  });

  it('says so when it was taken meanwhile; the card is there all the same', async () => {
    const [offer] = stored('couponOffers');
    const guest = await open('clerk-zhou', {
      path: 'pages/join/index',
      query: { gift: String(offer?.['_id']) },
    });
    await guest.tap('#join-without-phone');
    expect(guest.text()).toContain('入会成功');
    expect(guest.text()).toContain('朋友送的券没有到账');
    expect(guest.has('#gift-again')).toBe(true);
  });
});
