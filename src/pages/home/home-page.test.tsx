import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { installFakePhone, ok } from '@/platform/fake-wechat-app';
import HomePage from './index';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

const guest = ok({ membership: 'none', brandName: '团卡邻里', now: NOW });
const coupon = {
  id: 'cpn_1',
  terms: {
    templateId: 'tpl_a',
    kind: 'amount_off',
    title: '新人 3 元券',
    amountFen: 300,
    thresholdFen: 0,
    conditions: [],
  },
  state: 'usable',
  issuedAt: NOW,
  expiresAt: NOW + 30 * MINUTE,
  usedAt: null,
  unusableReason: null,
};
const member = (more = {}) =>
  ok({
    membership: 'member',
    brandName: '团卡邻里',
    member: {
      memberId: 'mem_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      nickname: '小林',
      phone: null,
      joinedAt: NOW,
      card: {
        number: '123456789012',
        planId: 'plan_a',
        planName: '邻里会员卡',
        issuedAt: NOW,
        expiresAt: null,
      },
    },
    coupons: { usableCount: 4, hasMore: false, worthFen: 3800, nearest: [coupon], ...more },
    unreadMessages: 2,
    now: NOW,
  });

it('invites a guest and forces nothing', async () => {
  installFakePhone({ 'member.overview': guest });
  render(<HomePage />);
  expect(await screen.findByText('看看能领什么')).toBeInTheDocument();
  expect(screen.getByText('手机号可填可不填，随你')).toBeInTheDocument();
});

it('shows a member the card, what the coupons are worth, and the nearest deadline ticking', async () => {
  installFakePhone({ 'member.overview': member() });
  render(<HomePage />);
  expect(await screen.findByText('4 张优惠券可用')).toBeInTheDocument();
  for (const text of ['1234 5678 9012', '小林', '合计可省 ¥38', '30分00秒']) {
    expect(screen.getByText(text)).toBeInTheDocument();
  }
});

it('says that there are more than were counted', async () => {
  installFakePhone({ 'member.overview': member({ usableCount: 999, hasMore: true }) });
  render(<HomePage />);
  expect(await screen.findByText('999+ 张优惠券可用')).toBeInTheDocument();
});

it('is drawn from one call, asks for points and tier behind it, and reads again when the phone comes back to the front', async () => {
  const phone = installFakePhone({
    'member.overview': member(),
    'points.readHome': ok({ balance: 1100 }),
    'growth.readGrowth': ok({
      club: { tier: '黄金', level: 0, tiers: [{ look: 'gold' }], text: '你已是最高等级' },
    }),
  });
  const operations = () => phone.calls.map(({ operation }) => operation);
  render(<HomePage />);
  await screen.findByText('4 张优惠券可用');
  expect(await screen.findByText('1,100 积分')).toBeInTheDocument();
  expect(await screen.findByText('☆ 黄金')).toBeInTheDocument();
  expect(screen.getByText('你已是最高等级')).toBeInTheDocument();
  expect(operations().filter((name) => name === 'member.overview')).toHaveLength(1);
  expect(operations()[0]).toBe('member.overview');
  act(() => phone.show());
  await waitFor(() => expect(operations().filter((name) => name === 'member.overview')).toHaveLength(2));
});

it('opens from what was last seen while the network is gone', async () => {
  installFakePhone({ 'member.overview': member() });
  const first = render(<HomePage />);
  await screen.findByText('4 张优惠券可用');
  first.unmount();

  installFakePhone({ 'member.overview': new Error('no network') });
  render(<HomePage />);
  expect(screen.getByText('4 张优惠券可用')).toBeInTheDocument();
  expect(await screen.findByText(/暂时没能更新/, undefined, { timeout: 4000 })).toBeInTheDocument();
});

it('keeps what one person saw from the next on the same browser', async () => {
  installFakePhone({ 'member.overview': member() });
  const first = render(<HomePage />);
  await screen.findByText('4 张优惠券可用');
  first.unmount();

  installFakePhone({ 'member.overview': guest }, { persona: { id: 'somebody-else', name: '' } });
  render(<HomePage />);
  expect(screen.queryByText('4 张优惠券可用')).toBeNull();
  expect(await screen.findByText('看看能领什么')).toBeInTheDocument();
});

it('says what to do when it is opened outside the simulator', () => {
  render(<HomePage />);
  expect(screen.getByText('请从模拟器打开')).toBeInTheDocument();
});

it('reads again when the nearest coupon runs out', async () => {
  const cloud: Record<string, unknown> = {
    'member.overview': member({ nearest: [{ ...coupon, expiresAt: NOW + 1100 }] }),
  };
  installFakePhone(cloud);
  render(<HomePage />);
  await screen.findByText('4 张优惠券可用');
  cloud['member.overview'] = member({ usableCount: 3, nearest: [] });
  expect(await screen.findByText('3 张优惠券可用', undefined, { timeout: 4000 })).toBeInTheDocument();
});

it('tells a scan that is no leader code', async () => {
  installFakePhone(
    { 'member.overview': member() },
    { scanCode: async () => ({ path: '', result: '690123' }) },
  );
  render(<HomePage />);
  fireEvent.click(await screen.findByText('扫一扫'));
  await act(async () => undefined);
  expect(screen.getByText('4 张优惠券可用')).toBeInTheDocument();
});
