import * as z from 'zod';
import { launchMiniProgram, type LaunchOptions } from './harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from './harness/local-functions';

/** The built mini-program against the real functions: inbox, reminder settings, pushes and their record (J7 of the product). */
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
const accepting: LaunchOptions['answers'] = {
  requestSubscribeMessage: ({ tmplIds }) =>
    Object.fromEntries(
      z
        .array(z.string())
        .parse(tmplIds)
        .map((id) => [id, 'accept']),
    ),
};
/** By day, whatever the wall clock says: nothing waits for the morning. */
const at = async (time: string): Promise<void> => {
  functions.cloud.moveClock(Date.parse(`2030-01-02T${time}:00+08:00`));
  await functions.cloud.triggerTimers();
};

describe('a push of the operator, from the form to the phones', () => {
  it('is written, previewed with who is reached how and what phones will show, and sent', async () => {
    await at('12:00');
    const mp = await open('operator-he', { path: 'merchant/pages/new-push/index' });
    expect(mp.text()).toContain('幸福里店');
    expect(mp.text()).toContain('邻里常客卡');
    await mp.tap('#kind-campaign');
    await mp.fire('#title', 'input', { value: '周六会员日' });
    await mp.fire('#body', 'input', { value: '本周六会员全场 95 折' });
    await mp.fire('#joined-days', 'input', { value: '0' });
    expect(mp.text()).toContain('还差：入会天数');
    await mp.fire('#joined-days', 'input', { value: '' });
    await mp.tap('#preview');
    expect(mp.page().route).toBe('merchant/pages/push/index');
    for (const text of ['一共', '2 人', '手机上会看到', '本周六会员全场 95 折'])
      expect(mp.text()).toContain(text);
    await mp.tap('#submit');
    for (const text of ['现在发给他们？', '2 人', '发出去的消息收不回来']) expect(mp.text()).toContain(text);
    await mp.tap('#sure-no');
    expect(mp.text()).not.toContain('发送中');
    await mp.tap('#submit');
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('发送中');
    await mp.tap('#pause');
    expect(mp.text()).toContain('已暂停');
    await at('12:05');
    await mp.tap('#resume');
    await at('12:06');
    await mp.go('navigateTo', '/merchant/pages/pushes/index');
    await mp.tap('text=周六会员日');
    for (const text of ['已完成', '已处理 2 / 2 人', '没有剩余的订阅次数']) expect(mp.text()).toContain(text);
    expect(mp.errors).toEqual([]);
  });

  it('warns of forced sharing and cannot be sent then; the same push twice asks once more', async () => {
    const write = async (body: string) => {
      const mp = await open('operator-he', { path: 'merchant/pages/new-push/index' });
      await mp.tap('#kind-campaign');
      await mp.fire('#title', 'input', { value: '周六会员日' });
      await mp.fire('#body', 'input', { value: body });
      await mp.tap('#preview');
      return mp;
    };
    const forced = await write('转发给三位好友才能领取');
    expect(forced.text()).toContain('强制分享');
    expect(forced.has('#submit')).toBe(false);
    const again = await write('本周六会员全场 95 折');
    await again.tap('#submit');
    await again.tap('#sure-yes');
    expect(again.has('#confirm-repeat')).toBe(true);
    await again.tap('#cancel');
    await again.tap('#sure-yes');
    expect(again.text()).toContain('已取消');
  });

  it('is in the record of what went out, with the reason it stayed in the inbox', async () => {
    const mp = await open('operator-he', { path: 'merchant/pages/deliveries/index' });
    await mp.tap('#tab-delivered');
    for (const text of ['周六会员日', '小程序消息', '没有剩余的订阅次数']) expect(mp.text()).toContain(text);
  });
});

describe('a shopper', () => {
  it('finds the push in the inbox, reads it, and subscribes again in one tap', async () => {
    const mp = await open('shopper-lin', { path: 'pages/inbox/index', answers: accepting });
    for (const text of ['周六会员日', '未读', '仅站内']) expect(mp.text()).toContain(text);
    await mp.tap('text=再订阅一次提醒');
    expect(mp.wxCalls.filter(({ api }) => api === 'requestSubscribeMessage')).toHaveLength(1);
    expect(mp.text()).toContain('好的，下次到期前会在微信里提醒你');
    await mp.tap('text=周六会员日');
    expect(mp.page().route).toBe('pages/home/index');
    expect(mp.errors).toEqual([]);
  });

  it('sees how many reminders are granted, switches a kind off and sets quiet hours', async () => {
    const mp = await open('shopper-lin', { path: 'pages/inbox/index' });
    await mp.tap('#reminder-settings');
    expect(mp.page().route).toBe('shopper/pages/reminders/index');
    for (const text of ['优惠券和会员卡', '1 种微信会提醒', '买单和退款', '还没订阅微信提醒'])
      expect(mp.text()).toContain(text);
    await mp.tap('#open-coupons');
    for (const text of ['优惠券到期提醒', '微信还会提醒你 1 次']) expect(mp.text()).toContain(text);
    await mp.tap('#open-points');
    await mp.fire('#kind-points_expiry', 'change', { value: false });
    expect(mp.text()).toContain('已关闭，不会再收到');
    expect(mp.text()).toContain('按我的消费习惯发活动');
    await mp.fire('#personalised', 'change', { value: false });
    const kept = functions.cloud.database.environment(functions.cloud.env);
    expect(await kept.count('messageProfiles', { personalised: false })).toBe(1);
    expect(mp.errors).toEqual([]);
  });
});

describe('what was not sent', () => {
  it('is listed with its reason', async () => {
    functions.cloud.moveClock(Date.parse('2030-03-01T12:00:00+08:00'));
    await functions.cloud.triggerTimers();
    const mp = await open('operator-he', { path: 'merchant/pages/deliveries/index' });
    await mp.tap('#tab-dropped');
    for (const text of ['优惠券到期提醒', '发的时候已过期']) expect(mp.text()).toContain(text);
    expect(mp.errors).toEqual([]);
  });

  it('is nobody else’s business', async () => {
    const mp = await open('shopper-lin', { path: 'merchant/pages/deliveries/index' });
    expect(mp.text()).toContain('需要店主给你开通运营权限');
  });
});
