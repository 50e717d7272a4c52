import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { installFakePhone, ok, refused } from '@/platform/fake-wechat-app';
import JoinPage from './index';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;

const terms = {
  templateId: 'tpl_fresh-3',
  kind: 'amount_off',
  title: '新人 3 元券',
  amountFen: 300,
  thresholdFen: 0,
  conditions: ['每单限用一张'],
  categories: null,
  storeIds: null,
  planIds: null,
  stacksWithMemberPrice: true,
  stacksWithPoints: true,
  transferable: false,
};
const landing = {
  codeState: 'active',
  brandName: '团卡邻里',
  leader: { name: '陈姐', storeName: '幸福里店' },
  offer: {
    plan: { planId: 'plan_member', name: '邻里会员卡', benefits: ['会员价'] },
    packName: '新人券包',
    coupons: [{ terms, quantity: 1, validity: { kind: 'relative', startDelayMs: 0, validForMs: 2 * HOUR } }],
    packRefusal: null,
  },
  viewer: 'guest',
};
/** A mini-program code was scanned; WeChat says nothing of a group. */
const entry = { scene: 1047, group: null };
const noInvite = { codeState: 'none', viewer: 'guest', inviter: null, leaderCode: null, inviteeLines: [] };
const joined = {
  outcome: 'joined',
  member: {
    memberId: 'mem_01ARZ3NDEKTSV4RRFFQ69G5FAV',
    nickname: null,
    phone: '138****8000',
    joinedAt: NOW,
    card: {
      number: '123456789012',
      planId: 'plan_member',
      planName: '邻里会员卡',
      issuedAt: NOW,
      expiresAt: null,
    },
  },
  coupons: [
    {
      id: 'cpn_1',
      terms,
      state: 'usable',
      issuedAt: NOW,
      expiresAt: NOW + 2 * HOUR,
      usedAt: null,
      unusableReason: null,
    },
  ],
  phone: 'verified',
  now: NOW,
};

const cloudOf = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  'member.resolveCode': ok(landing),
  'referral.openInvite': ok(noInvite),
  'member.join': ok(joined),
  'message.readPrompt': ok({ templateIds: ['template'] }),
  'message.recordPrompt': ok({ accepted: 1 }),
  ...more,
});

async function openPage(cloud: Record<string, unknown>, more = {}) {
  window.location.hash = '#/pages/join/index?scene=g%253DChen2026';
  const phone = installFakePhone(cloud, more);
  render(<JoinPage />);
  await waitFor(() => expect(screen.queryByLabelText('正在加载')).toBeNull());
  return { phone, joins: () => phone.calls.filter(({ operation }) => operation === 'member.join') };
}
const tap = (text: string) => act(async () => fireEvent.click(screen.getByText(text)));

describe('the landing page', () => {
  it('says who invites and exactly what joining gives', async () => {
    const { phone } = await openPage(cloudOf());
    const asked = phone.calls.find(({ operation }) => operation === 'member.resolveCode');
    expect(asked?.input).toEqual({ leaderCode: 'Chen2026' });
    for (const text of [
      '团卡邻里',
      '邻里会员卡',
      '会员价',
      '领取后2小时内有效',
      '全部门店可用；每单限用一张',
      '无门槛',
    ]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
    expect(screen.getByText(/幸福里店 · 团长 陈姐/)).toBeInTheDocument();
  });

  it('tells a member so and offers the way home', async () => {
    await openPage(cloudOf({ 'member.resolveCode': ok({ ...landing, viewer: 'member' }) }));
    expect(screen.getByText(/你已是会员/)).toBeInTheDocument();
    expect(screen.queryByText('一键入会')).toBeNull();
  });

  it.each([
    ['paused', /暂停使用/],
    ['unknown', /没有认出这个团码/],
  ])('lets a shopper with a code that is %s join without a leader', async (codeState, note) => {
    await openPage(cloudOf({ 'member.resolveCode': ok({ ...landing, codeState, leader: null }) }));
    expect(screen.getByText(note)).toBeInTheDocument();
    expect(screen.getByText('一键入会')).toBeInTheDocument();
  });

  it('says why it cannot be shown, and loads again on a tap', async () => {
    const cloud = cloudOf({ 'member.resolveCode': refused('offer_not_open') });
    await openPage(cloud);
    expect(screen.getByText('商家暂未开放领卡，请稍后再来')).toBeInTheDocument();
    cloud['member.resolveCode'] = ok(landing);
    await tap('再试一次');
    expect(screen.getByText('一键入会')).toBeInTheDocument();
  });
});

describe('a friend’s card', () => {
  const invite = {
    codeState: 'active',
    viewer: 'guest',
    inviter: { name: '林**' },
    leaderCode: 'Chen2026',
    inviteeLines: ['入会另得 30 积分'],
  };
  const open = async (more: object) => {
    const opened = await openPage(cloudOf({ 'referral.openInvite': ok({ ...invite, ...more }) }));
    return opened;
  };

  it('names the friend and what comes with it, and joins with both codes', async () => {
    window.location.hash = '';
    const phone = installFakePhone(cloudOf({ 'referral.openInvite': ok(invite) }));
    window.location.hash = '#/pages/join/index?scene=i%253DAb12Cd34Ef56';
    render(<JoinPage />);
    expect(await screen.findByText('林** 邀请你入会')).toBeInTheDocument();
    expect(screen.getByText('入会另得 30 积分')).toBeInTheDocument();
    await tap('暂不授权手机号');
    const join = phone.calls.find(({ operation }) => operation === 'member.join');
    expect(join?.input).toEqual({
      leaderCode: 'Chen2026',
      inviteCode: 'Ab12Cd34Ef56',
      phoneCode: null,
      entry,
    });
  });

  it.each([
    ['one’s own', { viewer: 'inviter' }, /你自己的邀请卡/],
    ['a member’s view of it', { viewer: 'member' }, /只有新会员才计入朋友的邀请/],
    ['an old one', { codeState: 'revoked', inviter: null }, /邀请码已经更换/],
  ])('%s is told so', async (_name, more, note) => {
    await open(more);
    expect(screen.getByText(note)).toBeInTheDocument();
  });
});

describe('joining', () => {
  it('takes the phone number and shows the card and the ticking coupon', async () => {
    const { joins } = await openPage(cloudOf());
    await tap('一键入会');
    expect(await screen.findByText('入会成功')).toBeInTheDocument();
    expect(joins()[0]?.input).toEqual({ leaderCode: 'Chen2026', phoneCode: 'phone-code', entry });
    expect(screen.getByText('1234 5678 9012')).toBeInTheDocument();
    expect(screen.getByText('2小时00分00秒')).toBeInTheDocument();
  });

  it('works without the phone number', async () => {
    const { joins } = await openPage(cloudOf());
    await tap('暂不授权手机号');
    expect(await screen.findByText('入会成功')).toBeInTheDocument();
    expect(joins()[0]?.input).toEqual({ leaderCode: 'Chen2026', phoneCode: null, entry });
  });

  it('does nothing when the shopper refuses the phone number, and says that joining still works', async () => {
    const refuse = { getPhoneNumber: async () => ({ errMsg: 'getPhoneNumber:fail user deny' }) };
    const { joins } = await openPage(cloudOf(), refuse);
    await tap('一键入会');
    expect(joins()).toHaveLength(0);
    expect(screen.getByText(/不授权手机号也能入会/)).toBeInTheDocument();
  });

  it('is asked for once by a double tap', async () => {
    const { joins } = await openPage(cloudOf({ 'member.join': new Promise(() => undefined) }));
    act(() => {
      const button = screen.getByText('暂不授权手机号');
      fireEvent.click(button);
      fireEvent.click(button);
    });
    await waitFor(() => expect(screen.getByText('正在入会…')).toBeDisabled());
    expect(joins()).toHaveLength(1);
  });

  it('keeps its request id when the shopper tries again after an error', async () => {
    const cloud = cloudOf({ 'member.join': { ok: false, error: { code: 'a_new_code' } } });
    const { joins } = await openPage(cloud);
    await tap('暂不授权手机号');
    const retry = await screen.findByText('再试一次', undefined, { timeout: 4000 });
    cloud['member.join'] = ok(joined);
    await act(async () => fireEvent.click(retry));
    expect(await screen.findByText('入会成功')).toBeInTheDocument();
    expect(new Set(joins().map(({ requestId }) => requestId)).size).toBe(1);
  });

  it.each([
    ['code_expired', /授权过期没记上/],
    ['taken_over', /原来登记在另一位会员名下/],
    ['unavailable', /现在取不到手机号/],
  ])('explains a phone number that is %s', async (phone, note) => {
    await openPage(cloudOf({ 'member.join': ok({ ...joined, phone }) }));
    await tap('一键入会');
    expect(await screen.findByText(note)).toBeInTheDocument();
  });

  it('says 你已是会员 when the server knows the shopper already', async () => {
    await openPage(cloudOf({ 'member.join': ok({ ...joined, outcome: 'already_member' }) }));
    await tap('一键入会');
    expect(await screen.findByText('你已是会员')).toBeInTheDocument();
  });
});

it('the tap that closes the success screen asks for the reminders, and reports the answer', async () => {
  const { phone } = await openPage(cloudOf());
  await tap('一键入会');
  const close = await screen.findByText('收下，到期前提醒我');
  await waitFor(() =>
    expect(phone.calls.some(({ operation }) => operation === 'message.readPrompt')).toBe(true),
  );
  await act(async () => undefined);
  fireEvent.click(close); // no await in between: WeChat wants the prompt inside the tap
  expect(phone.prompts).toEqual([['template']]);
  await waitFor(() =>
    expect(phone.calls.find(({ operation }) => operation === 'message.recordPrompt')?.input).toEqual({
      answers: { template: 'accept' },
    }),
  );
});
