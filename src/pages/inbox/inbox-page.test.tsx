import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { installFakePhone, ok, refused } from '@/platform/fake-wechat-app';
import InboxPage from './index';

const NOW = 1_800_000_000_000;
const message = (id: string, more = {}) => ({
  id: `msg_${id}`,
  kind: 'coupon_expiry',
  title: `消息 ${id}`,
  lines: ['「新人 3 元券」快到期了'],
  page: 'shopper/pages/coupons/index',
  channel: 'wechat',
  createdAt: NOW,
  readAt: null,
  ...more,
});
const inbox = (...messages: unknown[]) =>
  ok({ messages, nextCursor: null, unread: messages.length, now: NOW });
const cloudOf = (list: unknown) => ({
  'message.listInbox': list,
  'message.markRead': ok({ unread: 0 }),
  'message.readPrompt': ok({ templateIds: ['template'] }),
  'message.recordPrompt': ok({ accepted: 1 }),
});

it('shows each message with its channel and marks the unread ones read, once', async () => {
  const phone = installFakePhone(
    cloudOf(inbox(message('a'), message('b', { channel: 'inbox' }), message('c', { readAt: NOW }))),
  );
  render(<InboxPage />);
  expect(await screen.findByText('消息 a')).toBeInTheDocument();
  expect(screen.getAllByText(/微信已提醒/)).toHaveLength(2);
  expect(screen.getByText(/仅站内/)).toBeInTheDocument();
  expect(screen.getAllByText('未读')).toHaveLength(2);
  const marked = () => phone.calls.filter(({ operation }) => operation === 'message.markRead');
  await waitFor(() => expect(marked()).toHaveLength(1));
  expect(marked()[0]?.input).toEqual({ messageIds: ['msg_a', 'msg_b'] });
  fireEvent.click(screen.getByText('消息 c'));
  expect(marked()[1]?.input).toEqual({ messageIds: ['msg_c'], clicked: true });
});

it('says when there is nothing', async () => {
  installFakePhone(cloudOf(inbox()));
  render(<InboxPage />);
  expect(await screen.findByText('还没有消息')).toBeInTheDocument();
});

it('invites a guest instead of showing an error', async () => {
  installFakePhone(cloudOf(refused('not_a_member')));
  render(<InboxPage />);
  expect(await screen.findByText('先领一张会员卡吧')).toBeInTheDocument();
});

it('subscribes once more, inside the tap', async () => {
  const phone = installFakePhone(cloudOf(inbox()));
  render(<InboxPage />);
  const button = await screen.findByText('再订阅一次提醒');
  await waitFor(() =>
    expect(phone.calls.some(({ operation }) => operation === 'message.readPrompt')).toBe(true),
  );
  await screen.findByText('还没有消息');
  fireEvent.click(button);
  expect(phone.prompts).toEqual([['template']]);
  expect(await screen.findByText('好的，下次到期前会在微信里提醒你')).toBeInTheDocument();
});

it('says where to switch subscriptions on again', async () => {
  const off = Object.assign(new Error('off'), { errCode: 20004 });
  const switchedOff = { requestSubscribeMessage: () => Promise.reject(off) };
  installFakePhone(cloudOf(inbox()), switchedOff);
  render(<InboxPage />);
  const button = await screen.findByText('再订阅一次提醒');
  await screen.findByText('还没有消息');
  fireEvent.click(button);
  expect(await screen.findByText(/总开关关着/)).toBeInTheDocument();
});
