import { SHEET_STYLE } from './sheet-style';

/**
 * WeChat's bottom sheet: grey veil, white card, two buttons. It lives in a shadow root, so that neither the
 * mini-program's styles nor its own reach the other; role and name stay visible to assistive technology and tests.
 */
export interface SheetContent {
  appName: string;
  /** What is asked for: the accessible name of the dialog. */
  title: string;
  body: Node[];
  accept: string;
  refuse: string;
}

let sheets = 0;

export function node<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  text = '',
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  if (className !== '') created.className = className;
  if (text !== '') created.textContent = text;
  return created;
}

function button(text: string, className: string, onClick: () => void): HTMLButtonElement {
  const created = node('button', className, text);
  created.type = 'button';
  created.addEventListener('click', onClick);
  return created;
}

/** Tab stays inside the sheet, as the rest of the page is covered. */
function keepFocusInside(event: KeyboardEvent, dialog: HTMLElement, active: Element | null): void {
  const focusable = [...dialog.querySelectorAll<HTMLElement>('button, input')];
  const [first, last] = [focusable[0], focusable[focusable.length - 1]];
  const leavesAt = event.shiftKey ? first : last;
  if (active !== leavesAt) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

function dialogOf(content: SheetContent, titleId: string): HTMLElement {
  const dialog = node('div', 'sheet');
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('aria-modal', 'true');
  dialog.setAttribute('aria-labelledby', titleId);
  const brand = node('div', 'brand');
  brand.append(node('span', 'brand-mark', '团'), node('span', '', content.appName));
  const title = node('h2', 'title', content.title);
  title.id = titleId;
  dialog.append(brand, title, ...content.body);
  return dialog;
}

/** Resolves true for the green button; false for the grey one, Escape or a tap on the veil. */
export function askInSheet(content: SheetContent): Promise<boolean> {
  const host = node('div');
  const shadow = host.attachShadow({ mode: 'open' });
  const style = node('style');
  style.textContent = SHEET_STYLE;
  const veil = node('div', 'veil');
  const dialog = dialogOf(content, `sheet-title-${++sheets}`);
  const returnFocusTo = document.activeElement;
  return new Promise((resolve) => {
    const close = (accepted: boolean) => {
      host.remove();
      if (returnFocusTo instanceof HTMLElement) returnFocusTo.focus();
      resolve(accepted);
    };
    const buttons = node('div', 'buttons');
    const accept = button(content.accept, 'accept', () => close(true));
    buttons.append(
      button(content.refuse, 'refuse', () => close(false)),
      accept,
    );
    dialog.append(buttons);
    dialog.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close(false);
      if (event.key === 'Tab') keepFocusInside(event, dialog, shadow.activeElement);
    });
    veil.addEventListener('click', () => close(false));
    shadow.append(style, veil, dialog);
    document.body.append(host);
    accept.focus();
  });
}
