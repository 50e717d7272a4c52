import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { installFakePhone, ok } from '@/platform/fake-wechat-app';
import { callPhone } from '@/platform/device/call-phone';
import HomePage from './index';

jest.mock('@/platform/device/call-phone', () => ({ callPhone: jest.fn() }));

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

/** What the page asks for behind itself is answered too: a call that fails is tried again, into the next test. */
const behind = {
  'points.readHome': ok({ balance: 0 }),
  'growth.readGrowth': ok({ club: null }),
  'play.readPlay': ok({ checkIn: null, turns: null }),
  'payment.listStores': ok({ stores: [] }),
  'member.listShopPictures': ok({ logoUrl: null, stores: [] }),
};
const openPhone: typeof installFakePhone = (cloud, more) =>
  installFakePhone(Object.assign(cloud, { ...behind, ...cloud }), more);

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
  openPhone({ 'member.overview': guest });
  render(<HomePage />);
  expect(await screen.findByText('看看能领什么')).toBeInTheDocument();
  expect(screen.getByText('手机号可填可不填，随你')).toBeInTheDocument();
});

it('shows a member the card, what the coupons are worth, and the nearest deadline ticking', async () => {
  openPhone({ 'member.overview': member() });
  render(<HomePage />);
  expect(await screen.findByText('4 张优惠券可用')).toBeInTheDocument();
  for (const text of ['1234 5678 9012', '小林', '合计可省 ¥38', '30分00秒']) {
    expect(screen.getByText(text)).toBeInTheDocument();
  }
});

it('says that there are more than were counted', async () => {
  openPhone({ 'member.overview': member({ usableCount: 999, hasMore: true }) });
  render(<HomePage />);
  expect(await screen.findByText('999+ 张优惠券可用')).toBeInTheDocument();
});

it('is drawn from one call, asks for points, tier, check-in and stores behind it, and reads again when the phone comes back to the front', async () => {
  const phone = openPhone({
    'member.overview': member(),
    'points.readHome': ok({ balance: 1100 }),
    'play.readPlay': ok({ checkIn: { isDone: false, streak: 6, today: '2026-11-21' }, turns: 2 }),
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
  expect(await screen.findByText('今天还没签到，已连续 6 天')).toBeInTheDocument();
  expect(screen.getByText('现在能抽 2 次')).toBeInTheDocument();
  expect(operations().filter((name) => name === 'member.overview')).toHaveLength(1);
  expect(operations()[0]).toBe('member.overview');
  act(() => phone.show());
  await waitFor(() => expect(operations().filter((name) => name === 'member.overview')).toHaveLength(2));
});

it('opens from what was last seen while the network is gone', async () => {
  openPhone({ 'member.overview': member() });
  const first = render(<HomePage />);
  await screen.findByText('4 张优惠券可用');
  first.unmount();

  openPhone({ 'member.overview': new Error('no network') });
  render(<HomePage />);
  expect(screen.getByText('4 张优惠券可用')).toBeInTheDocument();
  expect(await screen.findByText(/暂时没能更新/, undefined, { timeout: 4000 })).toBeInTheDocument();
});

it('keeps what one person saw from the next on the same browser', async () => {
  openPhone({ 'member.overview': member() });
  const first = render(<HomePage />);
  await screen.findByText('4 张优惠券可用');
  first.unmount();

  openPhone({ 'member.overview': guest }, { persona: { id: 'somebody-else', name: '' } });
  render(<HomePage />);
  expect(screen.queryByText('4 张优惠券可用')).toBeNull();
  expect(await screen.findByText('看看能领什么')).toBeInTheDocument();
});

it('shows the stores with hours and a telephone, also while the network is gone', async () => {
  const stores = ['幸福里店', '锦绣里店', '春风里店'].map((name, at) => ({
    storeId: `sto_${at}`,
    name,
    address: '幸福路 1 号',
    phone: at === 2 ? '' : `02${at}-5550`,
    hours: { opensAt: '08:00', closesAt: '21:30' },
    open: at !== 1,
  }));
  openPhone({ 'member.overview': member(), 'payment.listStores': ok({ stores }) });
  const first = render(<HomePage />);
  fireEvent.click(await screen.findByLabelText('打电话给幸福里店'));
  expect(callPhone).toHaveBeenCalledWith('020-5550');
  expect(screen.getByText('08:00–21:30')).toBeInTheDocument();
  expect(screen.getByText('暂停营业')).toBeInTheDocument();
  expect(screen.queryByText('春风里店')).toBeNull();
  fireEvent.click(screen.getByText('全部 3 家门店'));
  expect(screen.getByText('春风里店')).toBeInTheDocument();
  first.unmount();

  openPhone({ 'member.overview': new Error('no network') });
  render(<HomePage />);
  expect(screen.getByLabelText('打电话给锦绣里店')).toBeInTheDocument();
  await screen.findByText(/暂时没能更新/, undefined, { timeout: 4000 });
});

it('says what to do when it is opened outside the simulator', () => {
  render(<HomePage />);
  expect(screen.getByText('请从模拟器打开')).toBeInTheDocument();
});

it('reads again when the nearest coupon runs out', async () => {
  const cloud: Record<string, unknown> = {
    'member.overview': member({ nearest: [{ ...coupon, expiresAt: NOW + 1100 }] }),
  };
  openPhone(cloud);
  render(<HomePage />);
  await screen.findByText('4 张优惠券可用');
  cloud['member.overview'] = member({ usableCount: 3, nearest: [] });
  expect(await screen.findByText('3 张优惠券可用', undefined, { timeout: 4000 })).toBeInTheDocument();
});

it('tells a scan that is no leader code', async () => {
  openPhone({ 'member.overview': member() }, { scanCode: async () => ({ path: '', result: '690123' }) });
  render(<HomePage />);
  fireEvent.click(await screen.findByText('扫一扫'));
  await act(async () => undefined);
  expect(screen.getByText('4 张优惠券可用')).toBeInTheDocument();
});
