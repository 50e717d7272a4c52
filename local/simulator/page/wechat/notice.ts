import { button, element } from '../element';
import type { ServiceMessage } from '../local-cloud';

/** The banner that slides in at the top of a phone when a message arrives. */
export interface Notice {
  root: HTMLElement;
  show(message: ServiceMessage): void;
  hide(): void;
}

const SHOWN_MS = 6000;

export function createNotice({ appName, open }: { appName: string; open: () => void }): Notice {
  const title = element('strong', { class: 'notice-title' });
  const line = element('span', { class: 'notice-line' });
  const root = button(
    { class: 'notice', onClick: open },
    element('span', { class: 'card-mark tone-brand', text: '团', attributes: { 'aria-hidden': 'true' } }),
    element('span', { class: 'notice-text' }, title, line),
    element('span', { class: 'notice-app', text: appName }),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  function hide(): void {
    clearTimeout(timer);
    root.classList.remove('shown');
    root.inert = true;
  }
  hide();
  return {
    root,
    show(message) {
      title.textContent = message.title;
      line.textContent = message.fields.map(({ value }) => value).join(' · ');
      root.classList.add('shown');
      root.inert = false;
      clearTimeout(timer);
      timer = setTimeout(hide, SHOWN_MS);
    },
    hide,
  };
}
