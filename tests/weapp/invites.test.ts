import * as z from 'zod';
import { launchMiniProgram, type LaunchOptions, type MiniProgram } from './harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from './harness/local-functions';
import { callMethod } from './harness/values';
import { demoPerson } from '../../local/seed/demo-people';

/** The built mini-program against the real functions: inviting, landing, reading what it gave, deciding (J5 of the product). */
let functions: LocalFunctions;
let inviteCode = '';

const call = async (persona: string, area: string, op: string, input: object): Promise<unknown> =>
  (await functions.cloud.invoke(area, { op, input, requestId: `weapp-${area}-${op}-${persona}` }, persona))
    .result;

beforeAll(async () => {
  functions = await startLocalFunctions();
  await call('shopper-lin', 'member', 'join', { leaderCode: 'Chen2026', phoneCode: null });
  const home = await call('shopper-lin', 'referral', 'readHome', {});
  inviteCode = z.object({ data: z.object({ inviteCode: z.string() }) }).parse(home).data.inviteCode;
});
afterAll(() => functions.close());

const open = (personaId: string, options: Partial<LaunchOptions> = {}) =>
  launchMiniProgram({ callFunction: functions.phoneOf(personaId), ...options });

/** What WeChat asks the open page for when the member shares it. */
const card = z.object({ title: z.string(), path: z.string() });
const moment = z.object({ title: z.string(), query: z.string() });
const sharedBy = (mp: MiniProgram, how: 'onShareAppMessage' | 'onShareTimeline') =>
  JSON.parse(JSON.stringify(callMethod(mp.page().instance, how, { from: 'menu' }) ?? null)) as unknown;
const queryOf = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

describe('邀请有礼', () => {
  it('shows every rule, the next milestone and the way to share', async () => {
    const mp = await open('shopper-lin', { path: 'pages/me/index' });
    await mp.tap('#invite');
    expect(mp.page().route).toBe('shopper/pages/invite/index');
    for (const text of [
      '好友入会：20 积分',
      '好友首单：100 积分',
      '再有 3 位，得 200 积分',
      '只算你直接邀请的好友',
      '转发、分享本身没有奖励',
      '付款 7 天后到账',
      '每天最多奖励 10 位好友，累计最多奖励 100 位好友',
      '还没有好友',
    ])
      expect(mp.text()).toContain(text);
    const rules = mp.text().indexOf('转发、分享本身没有奖励');
    expect(mp.text().indexOf('发给好友或微信群')).toBeGreaterThan(rules);
    expect(mp.errors).toEqual([]);
  });

  it('the name friends read is one’s own choice', async () => {
    const mp = await open('shopper-lin', { path: 'shopper/pages/invite/index' });
    await mp.fire('#shown-name', 'input', { value: '小林' });
    await mp.tap('#save-name');
    const guest = await open('shopper-wang', {
      path: 'pages/join/index',
      query: { scene: `i%3D${inviteCode}` },
    });
    expect(guest.text()).toContain('小林 邀请你入会');
    expect(guest.text()).toContain('团长 陈姐');
    expect(guest.text()).toContain('入会另得 30 积分');
  });

  it('a shared card carries the code, and opens the landing page that names the friend', async () => {
    const mp = await open('shopper-lin', { path: 'shopper/pages/invite/index' });
    const shared = card.parse(sharedBy(mp, 'onShareAppMessage'));
    expect(shared.title).toContain('小林 邀你加入');
    expect(shared.path).toBe(`/pages/join/index?g=Chen2026&i=${inviteCode}`);
    const [path = '', query = ''] = shared.path.slice(1).split('?');
    const guest = await open('shopper-wang', { path, query: queryOf(query) });
    expect(guest.page().route).toBe('pages/join/index');
    expect(guest.text()).toContain('小林 邀请你入会');
    expect(guest.text()).toContain('团长 陈姐');
    expect(guest.errors).toEqual([]);
  });

  it('Moments carry the code too, and lead to the same landing page', async () => {
    const mp = await open('shopper-lin', { path: 'shopper/pages/invite/index' });
    const shared = moment.parse(sharedBy(mp, 'onShareTimeline'));
    expect(shared.title).toContain('小林 邀你加入');
    expect(shared.query).toBe(`g=Chen2026&i=${inviteCode}`);
    // WeChat opens the page that was shared, with that query.
    const guest = await open('shopper-wang', { path: mp.page().route, query: queryOf(shared.query) });
    await guest.tap('#open-landing');
    expect(guest.page().route).toBe('pages/join/index');
    expect(guest.text()).toContain('小林 邀请你入会');
    expect(guest.text()).toContain('团长 陈姐');
  });

  it('a friend joins through the card, and the inviter reads what it gave', async () => {
    const wang = await open('shopper-wang', {
      path: 'pages/join/index',
      query: { scene: `i%3D${inviteCode}` },
    });
    await wang.tap('#join-without-phone');
    expect(wang.text()).toContain('入会成功');
    await functions.cloud.triggerTimers();
    const mp = await open('shopper-lin', { path: 'shopper/pages/invite/index' });
    expect(mp.text()).toContain('我邀请的好友 · 1 位');
    expect(mp.text()).toMatch(/好友（卡尾号 \d{4}）/);
    expect(mp.text()).toContain('好友入会奖励：20 积分');
    expect(mp.text()).toContain('已到账');
    expect(mp.text()).toContain('已入会，等首单');
  });

  it('one’s own card says so', async () => {
    const mp = await open('shopper-lin', { path: 'pages/join/index', query: { scene: `i%3D${inviteCode}` } });
    expect(mp.text()).toContain('这是你自己的邀请卡');
  });

  it('what Moments opens leads to the landing page', async () => {
    const mp = await open('clerk-zhou', { path: 'shopper/pages/invite/index', query: { i: inviteCode } });
    await mp.tap('#open-landing');
    expect(mp.page().route).toBe('pages/join/index');
    expect(mp.text()).toContain('小林 邀请你入会');
  });
});

describe('what one got, and another code', () => {
  it('the invited friend reads their own rewards, each with its state and date', async () => {
    const mp = await open('shopper-wang', { path: 'shopper/pages/invite/index' });
    expect(mp.has('#own-rewards')).toBe(true);
    expect(mp.text()).toContain('我的奖励');
    expect(mp.text()).toMatch(/新人见面礼：30 积分\s*已到账 · \d+月\d+日/);
    expect(mp.text()).toContain('还没有好友');
    expect(mp.errors).toEqual([]);
  });

  it('whoever thinks better of it keeps the code', async () => {
    const mp = await open('shopper-lin', { path: 'shopper/pages/invite/index' });
    await mp.tap('#renew-code');
    expect(mp.text()).toContain('用它们入会不算你的好友');
    await mp.tap('#sure-no');
    expect(card.parse(sharedBy(mp, 'onShareAppMessage')).path).toContain(`i=${inviteCode}`);
  });

  it('a renewed code is in the next card; the old one says that it ended', async () => {
    const mp = await open('shopper-lin', { path: 'shopper/pages/invite/index' });
    await mp.tap('#renew-code');
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('邀请码已更换，旧的不再有效');
    const { path } = card.parse(sharedBy(mp, 'onShareAppMessage'));
    const [page = '', query = ''] = path.slice(1).split('?');
    expect(queryOf(query)['i']).not.toBe(inviteCode);
    const friend = await open('clerk-zhou', { path: page, query: queryOf(query) });
    expect(friend.text()).toContain('小林 邀请你入会');
    const late = await open('clerk-zhou', { path: page, query: { i: inviteCode } });
    expect(late.text()).toContain('邀请码已经更换');
    expect(late.text()).not.toContain('小林 邀请你入会');
    expect(mp.errors).toEqual([]);
  });
});

describe('the operator', () => {
  it('reads the rule and the journal, and publishes the next version', async () => {
    const mp = await open('operator-he', { path: 'merchant/pages/invites/index' });
    for (const text of ['会员看到的规则', '没有待核实的邀请', '修改规则（现在是第 1 版）', '记给邀请人'])
      expect(mp.text()).toContain(text);
    await mp.fire('#rule-joinInviter', 'input', { value: '25' });
    await mp.tap('#publish');
    expect(mp.text()).toContain('已经入会的好友仍按他们入会时的规则');
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('修改规则（现在是第 2 版）');
    expect(mp.text()).toContain('你得 25 积分');
    expect(mp.errors).toEqual([]);
  });

  it('decides about a leader who shares a number with the member they brought', async () => {
    const number = demoPerson('leader-chen').phone;
    const leads = { leaderCode: null, phoneCode: await functions.phoneCode('leader-chen') };
    await call('leader-chen', 'member', 'join', leads);
    const phoneCode = await functions.phoneCode('clerk-zhou', number);
    await call('clerk-zhou', 'member', 'join', { leaderCode: 'Chen2026', phoneCode });
    await functions.cloud.triggerTimers();
    const mp = await open('operator-he', { path: 'merchant/pages/invites/index' });
    for (const text of ['待核实的团长业绩', '团长 陈姐 带来了', '1 项业绩暂不计入', '验证过同一个手机号'])
      expect(mp.text()).toContain(text);
    expect(mp.text()).not.toContain(number);
    const held = z.object({ data: z.object({ holds: z.array(z.object({ holdId: z.string() })) }) });
    const found = held.parse(await call('operator-he', 'leader', 'listHolds', { cursor: null }));
    const holdId = found.data.holds[0]?.holdId ?? '';
    await mp.fire(`#reason-${holdId}`, 'input', { value: '电话核实是两个人' });
    await mp.tap('text=是两个人，计入业绩');
    expect(mp.text()).toContain('决定了不能再改');
    await mp.tap('#sure-yes');
    expect(mp.text()).toContain('没有待核实的团长业绩');
    expect(mp.errors).toEqual([]);
  });

  it('a shopper reads whose page it is', async () => {
    const mp = await open('shopper-lin', { path: 'merchant/pages/invites/index' });
    expect(mp.text()).toContain('这里是运营的页面');
  });
});
