import path from 'node:path';
import * as z from 'zod';
import { HOUR_MS } from '../../contracts/primitives/time';
import { launchMiniProgram, type LaunchOptions } from './harness/mini-program';
import { isFunction } from './harness/values';
import { createRenderer } from './harness/wxml-compiler';
import { startLocalFunctions, type LocalFunctions } from './harness/local-functions';

/** The built mini-program against the real functions, as a shopper uses it (J1 of the product). */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
});
afterAll(() => functions.close());

const scanned = { path: 'pages/join/index', query: { scene: 'g%3DChen2026' } };
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

describe('a shopper who scans a leader code', () => {
  it('joins in one tap, sees the card and the ladder, and asks for reminders in the tap that leaves', async () => {
    const mp = await open('shopper-lin', { ...scanned, answers: accepting });
    expect(mp.text()).toContain('团卡邻里');
    expect(mp.text()).toContain('团长 陈姐 邀请你入会');
    for (const clock of ['2小时', '1天', '3天', '7天']) expect(mp.text()).toContain(`领取后${clock}内有效`);

    await mp.fire('#join', 'getphonenumber', {
      code: await functions.phoneCode('shopper-lin'),
      errMsg: 'ok',
    });
    expect(mp.text()).toContain('入会成功');
    expect(mp.text()).toContain('138****8000');
    const drawn = createRenderer(path.resolve('dist/weapp'))(mp.page().route, mp.page().data);
    const countdowns = drawn.filter(({ tag }) => tag === 'tuanka-countdown');
    expect(countdowns.map(({ attributes }) => Math.ceil(Number(attributes['leftMs']) / HOUR_MS))).toEqual([
      2, 24, 72, 168,
    ]);

    await mp.tap('#remind-and-go');
    expect(mp.wxCalls.filter(({ api }) => api === 'requestSubscribeMessage')).toHaveLength(1);
    expect(mp.page().route).toBe('pages/home/index');
    expect(mp.text()).toContain('4 张优惠券可用');
    expect(mp.text()).toContain('合计可省 ¥38');
    expect(mp.errors).toEqual([]);
  });

  it('is told so when scanning again, and nothing changes', async () => {
    const mp = await open('shopper-lin', scanned);
    expect(mp.text()).toContain('你已是会员');
    expect(mp.has('#join')).toBe(false);
    await mp.tap('#go-home');
    expect(mp.text()).toContain('4 张优惠券可用');
  });

  it('reads every condition of a coupon, and finds used and expired ones apart', async () => {
    const mp = await open('shopper-lin');
    await mp.tap('#coupons');
    expect(mp.page().route).toBe('shopper/pages/coupons/index');
    expect(mp.text()).toContain('满 99 减 20');
    await mp.tap('#tab-used');
    expect(mp.text()).toContain('还没有用过券');
    await mp.tap('#tab-usable');
    await mp.tap('text=满 59 减 10');
    for (const text of ['满59元可用', '每单限用一张', '到期时间']) expect(mp.text()).toContain(text);
  });
});

describe('a shopper who does not give the phone number', () => {
  it('joins all the same', async () => {
    const mp = await open('shopper-wang', scanned);
    await mp.fire('#join', 'getphonenumber', { errMsg: 'getPhoneNumber:fail user deny' });
    expect(mp.text()).toContain('不授权手机号也能入会');
    await mp.tap('#join-without-phone');
    expect(mp.text()).toContain('入会成功');
    await mp.tap('#just-go');
    expect(mp.page().route).toBe('pages/home/index');
  });

  it('adds it later on 我的', async () => {
    const mp = await open('shopper-wang', { path: 'pages/me/index' });
    await mp.fire('#link-phone', 'getphonenumber', {
      code: await functions.phoneCode('shopper-wang'),
      errMsg: 'ok',
    });
    expect(mp.text()).toContain('139****9000');
  });
});

describe('when WeChat needs consent', () => {
  it('the page asks, and hands the tapped button to WeChat', async () => {
    const mp = await open('shopper-lin');
    const asked = mp.wxCalls.find(({ api }) => api === 'onNeedPrivacyAuthorization')?.options;
    const decisions: unknown[] = [];
    if (!isFunction(asked)) throw new Error('nobody listens');
    asked.call(undefined, (decision: unknown) => decisions.push(decision), {});
    await mp.until('先征得你的同意');
    await mp.fire('#agree-privacy', 'agreeprivacyauthorization');
    expect(decisions).toEqual([{ event: 'agree', buttonId: 'agree-privacy' }]);
    expect(mp.text()).not.toContain('先征得你的同意');
  });
});

describe('when the network is bad', () => {
  it('a lost answer is asked for again and the shopper has joined once', async () => {
    const call = functions.phoneOf('clerk-zhou');
    let lost = 0;
    const mp = await open('clerk-zhou', {
      ...scanned,
      callFunction: async (request) => {
        const answer = await call(request);
        // Not the landing page's own question: the answer to the join.
        if (request.name === 'member' && JSON.stringify(request).includes('"op":"join"') && lost === 0) {
          lost += 1;
          throw new Error('the answer is lost');
        }
        return answer;
      },
    });
    await mp.tap('#join-without-phone');
    await mp.until('入会成功');
    expect(lost).toBe(1);
  });

  it('the home page shows what was last seen and offers to try again', async () => {
    const first = await open('shopper-lin');
    const mp = await launchMiniProgram({
      callFunction: () => Promise.reject(new Error('no network')),
      storage: Object.fromEntries(first.storage),
    });
    expect(mp.text()).toContain('4 张优惠券可用');
    await mp.until('暂时没能更新');
    expect(mp.text()).toContain('4 张优惠券可用');
  });
});

describe('what crosses to the view layer', () => {
  it('home stays within 24 KB first and 8 KB afterwards', async () => {
    const landing = await open('operator-he', scanned);
    await landing.tap('#join-without-phone');
    const first = await open('operator-he');
    expect(first.text()).toContain('4 张优惠券可用');
    const sizes = [first, await open('operator-he', { storage: Object.fromEntries(first.storage) })].map(
      ({ setData }) => setData.filter(({ route }) => route === 'pages/home/index').map(({ bytes }) => bytes),
    );
    for (const [initial = 0, ...later] of sizes) {
      expect(initial).toBeLessThanOrEqual(24 * 1024);
      for (const bytes of later) expect(bytes).toBeLessThanOrEqual(8 * 1024);
    }
  });
});
