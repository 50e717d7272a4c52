import { button, element } from '../element';
import { icon } from '../icons';
import { readCode } from './read-code';

/** WeChat's scanner, pointed at whatever the other phones on this page show. */
export interface VisibleCode {
  /** `陈姐的团码` */
  title: string;
  pictureUrl: string;
}

export interface Scanner {
  root: HTMLElement;
  /** The text of the code, or null when the person gave up. `look` says what can be seen now. */
  scan(look: () => VisibleCode[]): Promise<string | null>;
}

/** Long enough to see what happens, short enough not to wait. */
const AIM_MS = 650;
const LOOK_AGAIN_MS = 250;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the scanner shows, and what it does with a code it sees. */
interface Finder {
  root: HTMLElement;
  clear(): void;
  choose(codes: VisibleCode[]): void;
}

function createFinder(answer: (text: string | null) => void): Finder {
  const finder = element('div', { class: 'finder' });
  const hint = element('p', { class: 'scanner-hint', attributes: { role: 'status' } });
  const choices = element('div', { class: 'scanner-choices' });
  const root = element(
    'div',
    { class: 'layer scanner', attributes: { role: 'dialog', 'aria-label': '扫一扫' } },
    button({ class: 'scanner-close', label: '关闭扫一扫', onClick: () => answer(null) }, icon('close')),
    finder,
    hint,
    choices,
  );

  async function aimAt(code: VisibleCode): Promise<void> {
    choices.replaceChildren();
    hint.textContent = `正在识别${code.title}…`;
    finder.replaceChildren(
      element('img', { class: 'finder-picture', attributes: { src: code.pictureUrl, alt: '' } }),
      element('span', { class: 'finder-line' }),
    );
    const [text] = await Promise.all([readCode(code.pictureUrl).catch(() => null), pause(AIM_MS)]);
    if (text === null) hint.textContent = '没有识别出来，请再试一次';
    else answer(text);
  }

  function choose(codes: VisibleCode[]): void {
    const [only] = codes;
    if (!only) hint.textContent = '没有看到码：请让另一部手机打开一张码';
    else if (codes.length === 1) void aimAt(only);
    else {
      hint.textContent = '对准哪一张码？';
      choices.replaceChildren(
        ...codes.map((code) =>
          button({ class: 'scanner-choice', text: code.title, onClick: () => void aimAt(code) }),
        ),
      );
    }
  }

  return {
    root,
    choose,
    clear() {
      finder.replaceChildren(element('span', { class: 'finder-line' }));
      choices.replaceChildren();
    },
  };
}

export function createScanner(): Scanner {
  let answer: (text: string | null) => void = () => undefined;
  const finder = createFinder((text) => answer(text));
  const { root } = finder;
  return {
    root,
    async scan(look) {
      finder.clear();
      let text: string | null | undefined;
      const answered = new Promise<string | null>((resolve) => {
        answer = (found) => {
          text = found;
          resolve(found);
        };
      });
      let codes = look();
      finder.choose(codes);
      // A camera that sees nothing yet keeps looking.
      while (codes.length === 0 && text === undefined) {
        await pause(LOOK_AGAIN_MS);
        codes = look();
        if (codes.length > 0 && text === undefined) finder.choose(codes);
      }
      return answered;
    },
  };
}
