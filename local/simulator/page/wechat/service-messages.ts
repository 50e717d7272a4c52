import { messageTimeText } from '../clock/china-clock';
import { button, element } from '../element';
import { icon } from '../icons';
import type { ServiceMessage } from '../local-cloud';

/** The chat 服务通知: one card per subscription message, newest at the bottom as in any chat. */
export interface ServiceMessages {
  root: HTMLElement;
  update(messages: ServiceMessage[], now: number): void;
}

interface Actions {
  appName: string;
  back: () => void;
  /** `page` as the sender gave it: path with query, no leading slash. */
  openPage: (page: string) => void;
}

function cardBody(message: ServiceMessage, appName: string): HTMLElement[] {
  const rows = element('dl', { class: 'card-rows' });
  for (const { label, value } of message.fields) {
    rows.append(element('dt', { text: label }), element('dd', { text: value }));
  }
  return [
    element(
      'span',
      { class: 'card-app' },
      element('span', { class: 'card-mark tone-brand', text: '团', attributes: { 'aria-hidden': 'true' } }),
      element('span', { text: appName }),
    ),
    element('strong', { class: 'card-title', text: message.title }),
    rows,
  ];
}

function card(message: ServiceMessage, { appName, openPage }: Actions): HTMLElement {
  const { page } = message;
  const body = cardBody(message, appName);
  if (page === null) return element('article', { class: 'card' }, ...body);
  return button(
    { class: 'card', onClick: () => openPage(page) },
    ...body,
    element('span', { class: 'card-more' }, element('span', { text: '进入小程序查看' }), icon('next')),
  );
}

export function createServiceMessages(actions: Actions): ServiceMessages {
  const list = element('div', { class: 'messages', attributes: { role: 'log', 'aria-label': '服务通知' } });
  const root = element(
    'div',
    { class: 'layer service-messages' },
    element(
      'div',
      { class: 'wechat-bar' },
      button({ class: 'wechat-back', label: '返回微信', onClick: actions.back }, icon('back')),
      element('h3', { class: 'wechat-title', text: '服务通知' }),
    ),
    list,
  );
  let drawn = '';
  return {
    root,
    update(messages, now) {
      const key = messages.map(({ id }) => id).join();
      if (key === drawn && messages.length > 0) return; // keep scroll position and focus
      drawn = key;
      const cards = [...messages]
        .reverse()
        .flatMap((message) => [
          element('p', { class: 'message-time', text: messageTimeText(message.sentAt, now) }),
          card(message, actions),
        ]);
      const empty = element('p', {
        class: 'messages-empty',
        text: '还没有通知。加入会员并允许提醒后，这里会准时收到。',
      });
      list.replaceChildren(...(cards.length > 0 ? cards : [empty]));
      list.scrollTop = list.scrollHeight;
    },
  };
}
