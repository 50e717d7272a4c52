import type { Persona } from '../../personas';
import { button, element } from '../element';
import { icon } from '../icons';
import { localCloud } from '../local-cloud';

/** The leader's poster: her real mini-program code, as her own cloud function got it from WeChat. */
export interface LeaderCodeView {
  root: HTMLElement;
  load(): Promise<void>;
  /** The address of the picture once it is on the screen. */
  pictureUrl(): string | null;
}

export function createLeaderCode(persona: Persona, { back }: { back: () => void }): LeaderCodeView {
  const picture = element('img', { class: 'poster-code', attributes: { alt: `${persona.name}的团码` } });
  const store = element('p', { class: 'poster-store' });
  const status = element('p', { class: 'poster-status', text: '正在生成团码…' });
  const retry = button({ class: 'poster-retry', text: '重新生成', onClick: () => void load() });
  const note = element('p', { class: 'poster-note', text: '微信扫一扫，一步入会' });
  const frame = element('div', { class: 'poster-frame' }, status, retry);
  let url: string | null = null;

  async function load(): Promise<void> {
    if (url !== null) return;
    retry.hidden = true;
    try {
      const code = await localCloud.leaderCode(persona.id);
      url = code.pictureUrl;
      picture.src = url;
      store.textContent = code.storeName;
      frame.replaceChildren(picture, note);
    } catch {
      status.textContent = '团码没有生成出来';
      retry.hidden = false;
    }
  }

  const root = element(
    'div',
    { class: 'layer leader-code' },
    element(
      'div',
      { class: 'wechat-bar' },
      button({ class: 'wechat-back', label: '返回微信', onClick: back }, icon('back')),
      element('h3', { class: 'wechat-title', text: '我的团码' }),
    ),
    element(
      'div',
      { class: 'poster' },
      element('div', {
        class: 'poster-avatar',
        text: persona.avatarText,
        attributes: { 'aria-hidden': 'true' },
      }),
      element('p', { class: 'poster-name', text: persona.name }),
      store,
      frame,
      element('p', { class: 'poster-offer', text: '入会即得会员卡和新人券' }),
    ),
  );
  return { root, load, pictureUrl: () => url };
}
