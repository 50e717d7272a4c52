import type { Persona } from '../../personas';
import { messageTimeText } from '../clock/china-clock';
import { button, element } from '../element';
import { icon } from '../icons';
import type { ServiceMessage } from '../local-cloud';

/** WeChat's first screen: the recently used mini-program, 服务通知 with its unread badge, and chats that are only scenery. */
export interface WechatHomeActions {
  appName: string;
  openApp: () => void;
  openServiceMessages: () => void;
  /** Only on a leader's phone. */
  openLeaderCode: (() => void) | null;
  scan: () => void;
}

export interface WechatHome {
  root: HTMLElement;
  update(messages: ServiceMessage[], now: number): void;
}

interface Chat {
  name: string;
  line: string;
  time: string;
  tone: string;
  text: string;
}

const GROUP: Chat = {
  name: '幸福里团购群（126）',
  line: '陈姐：今天的水果到店啦，扫我的码入会有券',
  time: '昨天',
  tone: 'rose',
  text: '群',
};
const FAMILY: Chat = { name: '一家人', line: '[图片]', time: '周五', tone: 'amber', text: '家' };

function chatLine(chat: Chat): HTMLElement {
  return element(
    'div',
    { class: 'chat' },
    element('span', {
      class: `chat-avatar tone-${chat.tone}`,
      text: chat.text,
      attributes: { 'aria-hidden': 'true' },
    }),
    element(
      'span',
      { class: 'chat-text' },
      element('span', { class: 'chat-name', text: chat.name }),
      element('span', { class: 'chat-last', text: chat.line }),
    ),
    element('span', { class: 'chat-time', text: chat.time }),
  );
}

/** Scenery too: the other three tabs of WeChat lead nowhere here. */
const TABS = [
  ['wechat', '微信'],
  ['people', '通讯录'],
  ['compass', '发现'],
  ['person', '我'],
] as const;

const tabBar = (): HTMLElement =>
  element(
    'div',
    { class: 'wechat-tabs', attributes: { 'aria-hidden': 'true' } },
    ...TABS.map(([name, text]) => element('span', {}, icon(name), element('span', { text }))),
  );

function recentApps({ appName, openApp, openLeaderCode }: WechatHomeActions): HTMLElement {
  const app = (mark: string, name: string, tone: string, onClick: () => void) =>
    button(
      { class: 'recent-app', onClick },
      element('span', {
        class: `recent-mark tone-${tone}`,
        text: mark,
        attributes: { 'aria-hidden': 'true' },
      }),
      element('span', { text: name }),
    );
  return element(
    'div',
    { class: 'recent' },
    element('p', { class: 'recent-title', text: '最近使用的小程序' }),
    element(
      'div',
      { class: 'recent-row' },
      app('团', appName, 'brand', openApp),
      openLeaderCode ? app('码', '我的团码', 'rose', openLeaderCode) : null,
    ),
  );
}

export function createWechatHome(persona: Persona, actions: WechatHomeActions): WechatHome {
  const badge = element('span', { class: 'badge' });
  const last = element('span', { class: 'chat-last' });
  const time = element('span', { class: 'chat-time' });
  const service = button(
    { class: 'chat chat-live', onClick: actions.openServiceMessages },
    element('span', { class: 'chat-avatar tone-service' }, icon('bell'), badge),
    element('span', { class: 'chat-text' }, element('span', { class: 'chat-name', text: '服务通知' }), last),
    time,
  );
  const root = element(
    'div',
    { class: 'layer wechat-home' },
    element(
      'div',
      { class: 'wechat-bar' },
      element('h3', { class: 'wechat-title', text: '微信' }),
      button({ class: 'wechat-scan', label: `${persona.name}：扫一扫`, onClick: actions.scan }, icon('scan')),
    ),
    recentApps(actions),
    element('div', { class: 'chats' }, service, chatLine(GROUP), chatLine(FAMILY)),
    tabBar(),
  );
  return {
    root,
    update(messages, now) {
      const unread = messages.filter(({ read }) => !read).length;
      badge.textContent = unread > 0 ? String(unread) : '';
      badge.hidden = unread === 0;
      const newest = messages[0];
      last.textContent = newest ? `[${actions.appName}] ${newest.title}` : '暂无通知';
      time.textContent = newest ? messageTimeText(newest.sentAt, now) : '';
      service.setAttribute('aria-label', unread > 0 ? `服务通知，${unread} 条未读` : '服务通知');
    },
  };
}
