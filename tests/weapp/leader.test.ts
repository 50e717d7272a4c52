import * as z from 'zod';
import { launchMiniProgram, type LaunchOptions } from './harness/mini-program';
import { lateCanvas } from './harness/poster-node';
import { startLocalFunctions, type LocalFunctions } from './harness/local-functions';

/** The built mini-program against the real functions: becoming a leader, the leader's day, the operator's side (J5, J8). */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
});
afterAll(() => functions.close());

const open = (personaId: string, options: Partial<LaunchOptions> = {}) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), ...options });

const post = async (path: string, body: object): Promise<unknown> =>
  (
    await fetch(`${functions.cloud.url}/local/wechat/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json();

describe('a shopper who opens a card in a WeChat group', () => {
  it('joins as always, and the leader sees from which group', async () => {
    const openid = functions.cloud.personas.get('shopper-lin')?.openid;
    const { code } = z.object({ code: z.string() }).parse(await post('login', { openid }));
    const encrypted = z
      .object({ encryptedData: z.string(), iv: z.string() })
      .parse(await post('group-info', { openid, groupId: 'tGfamily' }));
    const lin = await open('shopper-lin', {
      path: 'pages/join/index',
      query: { g: 'Chen2026' },
      scene: 1044,
      shareTicket: 'ticket-of-the-group',
      answers: { login: () => ({ code }), getShareInfo: () => encrypted },
    });
    await lin.fire('#join', 'getphonenumber', {
      code: await functions.phoneCode('shopper-lin'),
      errMsg: 'ok',
    });
    expect(lin.text()).toContain('入会成功');
    const chen = await open('leader-chen', { path: 'leader/pages/team/index' });
    for (const text of ['微信群卡片', '来自哪个群', '1 人', '会员', '还没下单', '○ 新锐'])
      expect(chen.text()).toContain(text);
    expect(chen.text()).not.toContain('没有群信息1 人');
    expect(chen.errors).toEqual([]);
  });

  it('joins without a group when WeChat gives none', async () => {
    const wang = await open('shopper-wang', {
      path: 'pages/join/index',
      query: { g: 'Chen2026' },
      scene: 1008,
      answers: { getGroupEnterInfo: () => new Error('not in a group') },
    });
    await wang.fire('#join', 'getphonenumber', {
      code: await functions.phoneCode('shopper-wang'),
      errMsg: 'ok',
    });
    expect(wang.text()).toContain('入会成功');
    const chen = await open('leader-chen', { path: 'leader/pages/team/index' });
    for (const text of ['没给群信息', '没有群信息', '2', '带来会员']) expect(chen.text()).toContain(text);
  });
});

describe('a leader', () => {
  it('has the code, a poster to save, and a link that is copied', async () => {
    const mp = await open('leader-chen', { path: 'leader/pages/leader-code/index' });
    expect(mp.text()).toContain('团长 陈姐');
    await mp.tap('#poster');
    expect(mp.has('#code-poster')).toBe(true);
    await mp.tap('#link');
    expect(mp.text()).toContain('链接已复制');
    const copied = mp.wxCalls.filter(({ api }) => api === 'setClipboardData');
    expect(JSON.stringify(copied)).toContain('https://wxaurl.cn/');
    const menu = mp.wxCalls.filter(({ api }) => api === 'showShareMenu');
    expect(JSON.stringify(menu)).toContain('"withShareTicket":true');
    await mp.tap('#team');
    expect(mp.page().route).toBe('leader/pages/team/index');
    expect(mp.errors).toEqual([]);
  });

  it('gets the poster although the canvas comes late, and is told when there is none', async () => {
    const late = lateCanvas(3);
    const chen = { path: 'leader/pages/leader-code/index', viewQuery: late.query };
    const mp = await open('leader-chen', chen);
    await mp.tap('#poster');
    await late.painted;
    await mp.until('保存到相册');
    await mp.tap('#save-code-poster');
    await mp.until('海报已保存');

    const never = lateCanvas(7);
    const other = await open('leader-chen', { ...chen, viewQuery: never.query });
    await other.tap('#poster');
    await other.until('海报没有画出来');
    expect(other.has('#save-code-poster')).toBe(false);
    await other.tap('#redraw-code-poster');
    await never.painted;
    await other.until('保存到相册');
    expect(other.text()).not.toContain('海报没有画出来');
  });

  it('copies the words for the group in one tap', async () => {
    await functions.cloud.triggerTimers();
    await functions.cloud.database.environment(functions.cloud.env).update('leaderBriefs', {
      filter: { _id: 'ldr_chen' },
      modifier: { $set: { expiringMembers: 8, expiringCoupons: 11, rising: 3, falling: 2 } },
      multi: false,
    });
    const mp = await open('leader-chen', { path: 'leader/pages/today/index' });
    expect(mp.text()).toContain('8 位成员的券今晚到期');
    await mp.tap('#copy-coupons');
    expect(mp.text()).toContain('已复制');
    const [copied] = mp.wxCalls.filter(({ api }) => api === 'setClipboardData');
    expect(JSON.stringify(copied?.options)).toContain('11 张优惠券今晚 24 点到期');
    for (const text of ['3 位成员快升级了', '2 位成员的等级快到期']) expect(mp.text()).toContain(text);
    await mp.tap('#copy-rising');
    const copies = mp.wxCalls.filter(({ api }) => api === 'setClipboardData');
    expect(JSON.stringify(copies.at(-1)?.options)).toContain('再消费多少就能升级');
    await mp.tap('#poster-coupons');
    expect(mp.has('#today-coupons')).toBe(true);
  });
});

describe('becoming a leader', () => {
  it('a member applies, the operator approves, the member is a leader', async () => {
    const wang = await open('shopper-wang', { path: 'leader/pages/leader-code/index' });
    expect(wang.text()).toContain('你还不是团长');
    await wang.tap('#apply');
    await wang.fire('#name', 'input', { value: '王阿姨' });
    await wang.fire('#group', 'input', { value: '锦绣里邻居群' });
    await wang.tap('#send');
    expect(wang.text()).toContain('申请已提交');
    expect(wang.text()).toContain('139****9000');

    const operator = await open('operator-he', { path: 'merchant/pages/leaders/index' });
    await operator.tap('#applications');
    expect(operator.text()).toContain('王阿姨 · 锦绣里邻居群');
    expect(operator.text()).not.toContain('13900139000');
    await operator.tap('text=通过，生成团码');
    for (const text of ['让 王阿姨 当团长？', '139****9000', '先打个电话核实是本人'])
      expect(operator.text()).toContain(text);
    await operator.tap('#sure-yes');
    expect(operator.text()).toContain('都处理完了');
    const again = await open('shopper-wang', { path: 'leader/pages/leader-code/index' });
    expect(again.text()).toContain('团长 王阿姨');
  });

  it('the operator hands a team over after a preview, and the old code is paused', async () => {
    const operator = await open('operator-he', { path: 'merchant/pages/leaders/index' });
    await operator.tap('#manage-ldr_chen');
    await operator.fire('#to-ldr_chen', 'change', { value: '0' });
    expect(operator.text()).toContain('陈姐 的 2 位成员转到 王阿姨 的团队');
    await operator.fire('#reason-ldr_chen', 'input', { value: '搬家' });
    await operator.tap('#hand-ldr_chen');
    expect(operator.text()).toContain('把 陈姐 的团队交给 王阿姨？');
    await operator.tap('#sure-yes');
    for (const text of ['已交接 2 位成员', '已暂停', '交接记录', '陈姐 → 王阿姨：2 位成员'])
      expect(operator.text()).toContain(text);
    const chen = await open('leader-chen', { path: 'leader/pages/leader-code/index' });
    expect(chen.text()).toContain('你的团码暂停使用了');
    const guest = await open('clerk-zhou', { path: 'pages/join/index', query: { g: 'Chen2026' } });
    expect(guest.text()).toContain('暂停使用');
    expect(operator.errors).toEqual([]);
  });
});
