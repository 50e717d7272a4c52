import path from 'node:path';
import * as z from 'zod';
import { MINUTE_MS } from '../../contracts/primitives/time';
import { drawBuiltCode } from './harness/code-canvas';
import { launchMiniProgram, type LaunchOptions, type MiniProgram } from './harness/mini-program';
import { createRenderer } from './harness/wxml-compiler';
import { startLocalFunctions, type LocalFunctions } from './harness/local-functions';

/** The built mini-program against the real functions: who I am, my member code, and staff who decide (J6 of the product). */
let functions: LocalFunctions;
/** WeChat users besides the demo's. */
const someone = (name: string) =>
  JSON.stringify({ openid: `o${name}-1`, unionid: `u${name}`, appid: 'wxdemo0tuanka0001' });
const MEI = someone('Mei');

async function wechat(what: string, body: object): Promise<unknown> {
  const response = await fetch(`${functions.cloud.url}/local/wechat/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}
const phoneCode = async (openid: string, phoneNumber: string): Promise<string> =>
  z.object({ code: z.string() }).parse(await wechat('phone-code', { openid, phoneNumber })).code;

let requests = 0;
async function call(who: string, area: string, op: string, input: object): Promise<unknown> {
  requests += 1;
  const request = { op, input, requestId: `weapp-identity-${requests}` };
  return z
    .object({ ok: z.literal(true), data: z.unknown() })
    .parse(await functions.phoneOf(who)({ name: area, data: request })).data;
}

beforeAll(async () => {
  functions = await startLocalFunctions();
  for (const persona of ['shopper-lin', 'shopper-wang', 'clerk-zhou'])
    await call(persona, 'member', 'join', {
      leaderCode: null,
      phoneCode: await functions.phoneCode(persona),
    });
});
afterAll(() => functions.close());

const open = (who: string, route: string, options: Partial<LaunchOptions> = {}) =>
  launchMiniProgram({ callFunction: functions.phoneOf(who), path: route, ...options });
const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};

const IDENTITY = 'shopper/pages/identity/index';
const CODE = 'shopper/pages/member-code/index';
const DECISIONS = 'merchant/pages/identity-decisions/index';
const MERGES = 'merchant/pages/merges/index';

describe('身份与隐私', () => {
  it('from 我的: what is linked, the number masked', async () => {
    const mp = await open('shopper-lin', 'pages/me/index');
    await mp.tap('#identity');
    expect(mp.page().route).toBe(IDENTITY);
    shows(mp, '138****8000', '当前微信', '未关联。关注公众号后会自动关联', '会员卡号');
    expect(JSON.stringify(mp.page().data)).not.toContain('13800138000');
    expect(mp.errors).toEqual([]);
  });

  it('the official account: followed and left again', async () => {
    await wechat('follow', { openid: 'oaLin-1', unionid: 'uDemo-shopper-lin' });
    const mp = await open('shopper-lin', IDENTITY);
    shows(mp, '已关注，提醒也会从公众号送达');
    await wechat('unfollow', { openid: 'oaLin-1' });
    await mp.go('reLaunch', `/${IDENTITY}`);
    shows(mp, '已取消关注');
  });

  it('the number is changed, and taken off only when it was meant', async () => {
    const mp = await open('shopper-lin', IDENTITY);
    const code = await phoneCode('oDemo-shopper-lin', '13811110099');
    await mp.fire('#change-phone', 'getphonenumber', { code, errMsg: 'getPhoneNumber:ok' });
    shows(mp, '138****0099');
    await mp.tap('#unlink-phone');
    shows(mp, '换了微信就不能用手机号找回会员卡');
    await mp.tap('#sure-no');
    shows(mp, '138****0099');
    await mp.tap('#unlink-phone');
    await mp.tap('#sure-yes');
    shows(mp, '还没有手机号', '补充手机号');
    expect(mp.has('#unlink-phone')).toBe(false);
    const again = await phoneCode('oDemo-shopper-lin', '13800138000');
    await mp.fire('#change-phone', 'getphonenumber', { code: again, errMsg: 'getPhoneNumber:ok' });
    shows(mp, '138****8000');
    expect(mp.errors).toEqual([]);
  });

  it('everything held, as a file sent to oneself by a tap of its own', async () => {
    const answers: LaunchOptions['answers'] = { shareFileMessage: () => new Error('cancel') };
    const mp = await open('shopper-lin', IDENTITY, { answers });
    await mp.tap('#export');
    await mp.tap('#save-export');
    expect(mp.text()).not.toContain('已交到你手里');
    answers.shareFileMessage = () => ({});
    await mp.tap('#save-export');
    shows(mp, '已交到你手里');
    const [[filePath, text] = ['', '']] = [...mp.files];
    expect(mp.wxCalls.find(({ api }) => api === 'shareFileMessage')?.options).toMatchObject({ filePath });
    const parts = z.array(z.object({ collection: z.string() })).parse(JSON.parse(text));
    // Reminders of the last minute stand on the member until the sweep writes them.
    expect(parts.map(({ collection }) => collection)).toEqual(
      expect.arrayContaining(['members', 'identities', 'coupons', 'pointsEntries']),
    );
    expect(text).toContain('138****8000');
    expect(text).not.toContain('13800138000');
    expect(mp.errors).toEqual([]);
  });

  it('closing: what it does first, then seven days in which it can be taken back', async () => {
    const mp = await open('shopper-lin', IDENTITY);
    await mp.tap('#closure-terms');
    shows(mp, '7 天内随时可以取消，到期后无法恢复', '以后重新入会，不再赠送新人礼和到过的等级的升级礼');
    await mp.tap('#close-account');
    await mp.tap('#sure-yes');
    expect(mp.text()).toMatch(/账户将在 .+ 注销，之前都可以取消/);
    await mp.tap('#keep-account');
    expect(mp.text()).not.toContain('账户将在');
    expect(mp.has('#closure-terms')).toBe(true);
    expect(mp.errors).toEqual([]);
  });

  it('what stands in the way of closing is named, and there is no button', async () => {
    const order = await call('shopper-lin', 'payment', 'openOrder', {
      storeId: 'sto_xingfu',
      amountFen: 3000,
    });
    for (const [who, reason] of [
      ['shopper-lin', '还有未完成的订单或退款'],
      ['clerk-zhou', '你还有店内岗位'],
    ] as const) {
      const mp = await open(who, IDENTITY);
      await mp.tap('#closure-terms');
      shows(mp, reason);
      expect(mp.has('#close-account')).toBe(false);
    }
    await call('shopper-lin', 'payment', 'cancel', z.object({ orderId: z.string() }).parse(order));
    const mp = await open('shopper-lin', IDENTITY);
    await mp.tap('#closure-terms');
    expect(mp.has('#close-account')).toBe(true);
  });

  it('a guest is invited to join', async () => {
    const mp = await open(someone('Guest'), IDENTITY);
    await mp.tap('#go-join');
    expect(mp.page().route).toBe('pages/join/index');
  });
});

describe('会员码', () => {
  const render = () => createRenderer(path.resolve('dist/weapp'));
  const codesOn = (mp: MiniProgram) =>
    z.array(z.object({ kind: z.enum(['qr', 'bar']), text: z.string() })).parse(
      render()(mp.page().route, mp.page().data)
        .filter(({ tag }) => tag === 'tuanka-code')
        .map(({ attributes }) => attributes),
    );
  const scans = (code: string): Partial<LaunchOptions> => ({
    answers: { scanCode: () => ({ result: code }) },
  });
  const DESK = 'merchant/pages/redeem/index';

  it('a QR code and a barcode of the same digits, drawn by the native component', async () => {
    const mp = await open('shopper-lin', CODE);
    const codes = codesOn(mp);
    expect(codes.map(({ kind }) => kind)).toEqual(['bar', 'qr']);
    const text = codes[0]?.text ?? '';
    expect(text).toMatch(/^\d{24}$/);
    expect(drawBuiltCode(mp.components, 'qr', codes[1]?.text ?? '').readQr()).toBe(text);
    // Start, twelve pairs of digits and the check take 11 modules each, the stop 13.
    expect(drawBuiltCode(mp.components, 'bar', text).barModules()).toBe(14 * 11 + 13);
    shows(mp, text.replace(/(\d{4})(?=\d)/g, '$1 '), '扫不出来？让店员输入会员卡号');
    expect(mp.errors).toEqual([]);
  });

  it('is another when its minute has run out, and the photographed one is refused', async () => {
    const mp = await open('shopper-lin', CODE);
    const [before] = codesOn(mp);
    functions.cloud.moveClock(functions.cloud.clock.now() + 2 * MINUTE_MS);
    await mp.fire('tuanka-countdown', 'finish');
    const [after] = codesOn(mp);
    expect(after?.text).not.toBe(before?.text);
    const late = await open('clerk-zhou', DESK, scans(before?.text ?? ''));
    await late.tap('#scan');
    shows(late, '这个会员码已过期');
    const now = await open('clerk-zhou', DESK, scans(after?.text ?? ''));
    await now.tap('#scan');
    shows(now, '新人 3 元券');
    expect([...mp.errors, ...late.errors, ...now.errors]).toEqual([]);
  });

  it('is used up by a redemption', async () => {
    const lin = await open('shopper-lin', CODE);
    const [shown] = codesOn(lin);
    const clerk = await open('clerk-zhou', DESK, scans(shown?.text ?? ''));
    await clerk.tap('#scan');
    await clerk.tap('text=核销这张券');
    shows(clerk, '核销成功');
    const second = await open('clerk-zhou', DESK, scans(shown?.text ?? ''));
    await second.tap('#scan');
    shows(second, '这个会员码已用过');
    await lin.tap('#next-code');
    expect(codesOn(lin)[0]?.text).not.toBe(shown?.text);
  });

  it('without a network the old one goes and the card number stays', async () => {
    const online = functions.phoneOf('shopper-lin');
    let offline = false;
    const mp = await open('shopper-lin', CODE, {
      callFunction: (request) => (offline ? Promise.reject(new Error('no network')) : online(request)),
    });
    offline = true;
    await mp.fire('tuanka-countdown', 'finish');
    await mp.until('新的会员码没取到');
    shows(mp, '扫不出来？让店员输入会员卡号');
    expect(codesOn(mp)).toEqual([]);
    offline = false;
    await mp.tap('#retry');
    expect(codesOn(mp)).toHaveLength(2);
  });
});

describe('staff, when two WeChat users verified one number', () => {
  const idOf = (mp: MiniProgram, prefix: string): string =>
    `#${mp.findAll('button').find(({ node }) => node.uid.startsWith(prefix))?.node.uid ?? `${prefix}…`}`;
  const give = (mp: MiniProgram, value: string) =>
    mp.fire(`#${mp.findAll('input')[0]?.node.uid ?? '…'}`, 'input', { value });
  const takeNumberOfWang = async (who: string, openid: string) =>
    call(who, 'member', 'join', { leaderCode: null, phoneCode: await phoneCode(openid, '13900139000') });

  it('both read why', async () => {
    await takeNumberOfWang(MEI, 'oMei-1');
    shows(
      await open('shopper-wang', IDENTITY),
      '另一位微信用户验证了 139****9000',
      '你的卡、券和积分都没有变',
    );
    shows(await open(MEI, IDENTITY), '139****9000 原来登记在另一位会员名下', '对方的卡和券仍归对方');
  });

  it('the operator sees what merging would do, and merges', async () => {
    const mp = await open('operator-he', 'merchant/pages/workbench/index');
    await mp.tap('#identity-decisions');
    expect(mp.page().route).toBe(DECISIONS);
    shows(mp, '手机号 139****9000 先后由两位微信用户验证', '原来：', '现在：');
    expect(mp.has(idOf(mp, 'merge-'))).toBe(false);
    await mp.tap(idOf(mp, 'look-'));
    shows(mp, '合并后：', '30 天内可以撤销，但：', '已经发出的消息收不回来');
    await give(mp, '看过本人证件');
    await mp.tap(idOf(mp, 'merge-'));
    shows(mp, '合并为一位会员？');
    await mp.tap('#sure-yes');
    shows(mp, '没有待办');
    shows(await open(MEI, IDENTITY), '2 个微信登录', '合并来的卡号');
    await mp.tap('#merges');
    expect(mp.page().route).toBe(MERGES);
    shows(mp, '已合并', '运营确认是同一个人', '前可以撤销');
    expect(mp.errors).toEqual([]);
  });

  it('and takes them apart again: what cannot come back is named before', async () => {
    const mp = await open('operator-he', MERGES);
    expect(mp.has(idOf(mp, 'undo-'))).toBe(false);
    await mp.tap(idOf(mp, 'look-'));
    shows(mp, '回到被合并的会员', '撤销不了的：', '已经发出的消息收不回来');
    await give(mp, '合错了');
    await mp.tap(idOf(mp, 'undo-'));
    await mp.tap('#sure-no');
    await mp.tap(idOf(mp, 'undo-'));
    shows(mp, '份记录分回去');
    await mp.tap('#sure-yes');
    shows(mp, '已撤销');
    expect(mp.has(idOf(mp, 'look-'))).toBe(false);
    shows(await open('shopper-wang', IDENTITY), '当前微信');
    expect((await open('shopper-wang', IDENTITY)).text()).not.toContain('合并来的卡号');
  });

  it('or says that they are two', async () => {
    await takeNumberOfWang(someone('Fang'), 'oFang-1');
    const mp = await open('operator-he', DECISIONS);
    shows(mp, '没有手机号', '139****9000');
    await give(mp, '问过两位');
    await mp.tap(idOf(mp, 'apart-'));
    await mp.tap('#sure-yes');
    shows(mp, '没有待办');
    await mp.tap('#merges');
    expect(mp.text()).not.toContain('已合并');
  });

  it('a shopper sees whose pages these are', async () => {
    for (const page of [DECISIONS, MERGES]) shows(await open('shopper-lin', page), '这里是运营的页面');
  });
});
