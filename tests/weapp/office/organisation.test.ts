import { STORE } from '../../stage/payment-stage';
import { checkoutScene, shows } from '../harness/checkout-scene';

/** The built mini-program against the real functions: the merchant’s logo and a store’s picture, and settings that two change at once. */
const scene = checkoutScene();
const { open } = scene;
const ON_PHONE = 'wxfile://tmp/shop.png';
const png = (text: string) =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(text)]).toString(
    'base64',
  );
const STORE_PAGE = { path: 'merchant/pages/store/index', query: { id: STORE } };
const SETTINGS = { path: 'merchant/pages/settings/index' };

async function choose(where: { path: string; query?: Record<string, string> }, picture: string) {
  const mp = await open('operator-he', where);
  mp.files.set(ON_PHONE, png(picture));
  await mp.fire('#choose-picture', 'chooseavatar', { avatarUrl: ON_PHONE });
  return mp;
}
const passTime = async () => {
  scene.functions.cloud.moveClock(scene.functions.cloud.clock.now() + 60_000);
  await scene.functions.cloud.runTimers();
};
const pictures = (mp: Awaited<ReturnType<typeof open>>) =>
  mp.findAll('image').map(({ node }) => JSON.stringify(node));

describe('门店图片 and 品牌标志', () => {
  it('wait for WeChat, are seen on the home page, and are taken off at a tap', async () => {
    const store = await open('operator-he', STORE_PAGE);
    shows(store, '还没有门店图片', '选择门店图片');
    const chosen = await choose(STORE_PAGE, 'a shop front');
    await chosen.until('微信正在审核');
    const logo = await choose(SETTINGS, 'a leaf');
    await logo.until('微信正在审核');
    await passTime();
    const shopper = await open('shopper-lin', { path: 'pages/home/index' });
    await shopper.until('幸福里店');
    expect(pictures(shopper).filter((one) => one.includes('/storage/'))).toHaveLength(2);
    const again = await open('operator-he', STORE_PAGE);
    shows(again, '顾客在首页的门店里看到它', '换一张');
    await again.tap('#remove-picture');
    await again.until('还没有门店图片');
    expect([...store.errors, ...chosen.errors, ...logo.errors, ...shopper.errors, ...again.errors]).toEqual(
      [],
    );
  });

  it('one that does not pass is told on the form', async () => {
    await choose(SETTINGS, '违规');
    await passTime();
    const mp = await open('operator-he', SETTINGS);
    shows(mp, '上次选的图片没有通过微信审核，请换一张');
    expect(mp.errors).toEqual([]);
  });

  it('two operators choose at once: the second is told, and the first one’s stays', async () => {
    const [he, li] = [await open('operator-he', STORE_PAGE), await open('owner-li', STORE_PAGE)];
    for (const [mp, picture] of [
      [he, 'a door'],
      [li, 'a window'],
    ] as const) {
      mp.files.set(ON_PHONE, png(picture));
      await mp.fire('#choose-picture', 'chooseavatar', { avatarUrl: ON_PHONE });
    }
    await he.until('微信正在审核');
    await li.until('门店资料刚被别人改过');
    expect([...he.errors, ...li.errors]).toEqual([]);
  });
});

describe('规则与消息', () => {
  it('what was typed and left is there again; two who save at once: the second is told, and keeps what they typed', async () => {
    const he = await open('operator-he', SETTINGS);
    await he.fire('#messageRules-perDay', 'input', { value: '3' });
    const li = await open('owner-li', SETTINGS);
    await li.fire('#orderRules-payWithinMinutes', 'input', { value: '30' });
    await li.tap('#save-orderRules');
    await li.until('已保存，一分钟内生效');
    await he.tap('#save-messageRules');
    await he.until('设置刚被别人改过');
    await he.go('reLaunch', '/pages/me/index');
    await he.go('navigateTo', `/${SETTINGS.path}`);
    await he.until('上次没保存的内容还在');
    await he.tap('#take-draft-messageRules');
    await he.tap('#save-messageRules');
    await he.until('已保存，一分钟内生效');
    const [stored] = scene.documents('settings').filter(({ _id }) => _id === 'merchant');
    expect(stored?.['content']).toMatchObject({
      messageRules: { perDay: 3 },
      orderRules: { payWithinMinutes: 30 },
    });
    expect([...he.errors, ...li.errors]).toEqual([]);
  });

  it('a message’s template that was typed and left is there again; what was refused is not saved with another', async () => {
    const templates = () => {
      const [stored] = scene.documents('settings').filter(({ _id }) => _id === 'merchant');
      const content: unknown = stored?.['content'];
      return JSON.parse(JSON.stringify(content)) as {
        messageTemplates: Record<string, { templateId: string }>;
      };
    };
    const idOf = (kind: string) => templates().messageTemplates[kind]?.templateId;
    const he = await open('operator-he', SETTINGS);
    await he.tap('#messageTemplates-card_expiry');
    await he.fire('#messageTemplates-card_expiry-id', 'input', { value: 'tmpl-card-two' });
    await he.fire('#messageTemplates-card_expiry-fields', 'input', { value: 'nothing1=title' });
    await he.tap('#save-messageTemplates-card_expiry');
    await he.until('微信没有这种字段');
    await he.tap('#messageTemplates-points_expiry');
    await he.fire('#messageTemplates-points_expiry-id', 'input', { value: 'tmpl-points-two' });
    await he.tap('#save-messageTemplates-points_expiry');
    await he.until('已保存，一分钟内生效');
    expect(idOf('points_expiry')).toBe('tmpl-points-two');
    expect(idOf('card_expiry')).not.toBe('tmpl-card-two');
    await he.go('reLaunch', '/pages/me/index');
    await he.go('navigateTo', `/${SETTINGS.path}`);
    await he.tap('#messageTemplates-card_expiry');
    await he.until('上次没保存的内容还在');
    await he.tap('#take-draft-messageTemplates-card_expiry');
    const fields = 'thing1=title\ntime2=expiresAt\nthing3=tip';
    await he.fire('#messageTemplates-card_expiry-fields', 'input', { value: fields });
    await he.tap('#save-messageTemplates-card_expiry');
    await he.until('已保存，一分钟内生效');
    expect(idOf('card_expiry')).toBe('tmpl-card-two');
    expect(he.errors).toEqual([]);
  });
});

describe('入会发的卡', () => {
  it('of two who choose on their phones the second is told, and what they typed on an older version is not put over a newer one', async () => {
    const newPlan = async (name: string) => {
      const mp = await open('operator-he', { path: 'merchant/pages/card-plan/index' });
      await mp.fire('#name', 'input', { value: name });
      await mp.fire('#benefits', 'input', { value: '会员价' });
      await mp.tap('#save');
      expect(mp.errors).toEqual([]);
      const made = scene.documents('cardPlans').find((plan) => plan['name'] === name);
      return { path: 'merchant/pages/card-plan/index', query: { id: String(made?.['_id']) } };
    };
    const [one, two] = [await newPlan('甲卡'), await newPlan('乙卡')];
    const [he, li] = [await open('operator-he', one), await open('owner-li', two)];
    await he.tap('#choose');
    await he.until('不再发「邻里会员卡」');
    await he.tap('#sure-yes');
    await he.until('入会发这张卡');
    await li.tap('#choose');
    await li.tap('#sure-yes');
    await li.until('卡方案刚被别人改过');
    await li.fire('#benefits', 'input', { value: '积分双倍' });
    await li.go('reLaunch', '/pages/me/index');
    await li.go('navigateTo', `/${two.path}?id=${two.query.id}`);
    await li.until('上次没保存的内容还在');
    const other = await open('operator-he', two);
    await other.fire('#benefits', 'input', { value: '生鲜九折' });
    await other.tap('#save');
    await li.go('reLaunch', '/pages/me/index');
    await li.go('navigateTo', `/${two.path}?id=${two.query.id}`);
    await li.until('以前的版本');
    expect(li.text()).not.toContain('上次没保存的内容还在');
    expect([...he.errors, ...li.errors, ...other.errors]).toEqual([]);
  });
});
