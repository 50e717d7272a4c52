import type { ToFrame } from '../../frame-messages';
import type { Persona } from '../../personas';
import { button, element } from '../element';
import { icon } from '../icons';

/** The mini-program in its frame, under WeChat's capsule. */
export interface MiniProgram {
  root: HTMLElement;
  /** Starts it afresh, as a scan or a message does; without a page it opens where it was left. */
  open(launch?: { page: string; scene: number }): void;
  tell(message: ToFrame): void;
  /** The page it shows: `pages/home/index`; empty before the first. */
  page(): string;
  /** Whether this message event came from the frame. */
  sent(event: MessageEvent): boolean;
}

const ORDINARY_LAUNCH = 1001;

function notBuilt(): HTMLElement {
  return element(
    'div',
    { class: 'not-built' },
    element('p', { text: '小程序页面还没有构建' }),
    element('code', { text: 'npm run build:h5' }),
  );
}

interface MiniProgramStart {
  appName: string;
  appIsBuilt: boolean;
  /** Opened by an ordinary launch; empty: the home page. */
  firstPage: string;
  close: () => void;
}

export function createMiniProgram(
  persona: Persona,
  { appName, appIsBuilt, firstPage, close }: MiniProgramStart,
): MiniProgram {
  const frame = element('iframe', {
    class: 'app-frame',
    attributes: { title: `${persona.name}手机上的${appName}` },
  });
  let launches = 0;

  function start(page: string, scene: number): void {
    launches++;
    // A new query reloads the frame even when the page stays the same.
    const query = new URLSearchParams({ persona: persona.id, launch: String(scene), n: String(launches) });
    frame.src = `/app/?${query.toString()}${page === '' ? '' : `#/${page}`}`;
  }

  const capsule = element(
    'div',
    { class: 'capsule' },
    button(
      {
        class: 'capsule-half',
        label: '重新进入小程序',
        onClick: () => frame.contentWindow?.location.reload(),
      },
      icon('more'),
    ),
    button(
      { class: 'capsule-half', label: '关闭小程序，回到微信', onClick: close },
      element('span', { class: 'capsule-target', attributes: { 'aria-hidden': 'true' } }),
    ),
  );
  return {
    root: element('div', { class: 'layer mini-program' }, appIsBuilt ? frame : notBuilt(), capsule),
    open(launch) {
      if (!appIsBuilt) return;
      if (launch) start(launch.page, launch.scene);
      else if (launches === 0) start(firstPage, ORDINARY_LAUNCH);
    },
    tell: (message) => frame.contentWindow?.postMessage(message, window.location.origin),
    page: () => /^#\/*([^?]*)/.exec(frame.contentWindow?.location.hash ?? '')?.[1] ?? '',
    sent: (event) => event.source !== null && event.source === frame.contentWindow,
  };
}
