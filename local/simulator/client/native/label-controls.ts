/** Taro's H5 elements that hold the real control or picture inside, without its name. */
const HOSTS = 'taro-input-core, taro-textarea-core, taro-switch-core, taro-image-core';

/**
 * In WeChat an input, a switch or a picture is one native element and is read out by its `aria-label`. Taro's H5 build leaves the
 * label on an element around it, where a screen reader does not look: this moves it to the control, and says that a picture
 * without one is decoration.
 */
export function labelControls(): void {
  new MutationObserver(() => document.querySelectorAll(HOSTS).forEach(moveLabel)).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['aria-label'],
  });
}

function moveLabel(host: Element): void {
  const control = host.querySelector('input, textarea, img');
  if (control === null) return;
  const label = host.getAttribute('aria-label');
  if (label !== null) {
    control.setAttribute(control instanceof HTMLImageElement ? 'alt' : 'aria-label', label);
    host.removeAttribute('aria-label');
  } else if (control instanceof HTMLImageElement && !control.hasAttribute('alt')) {
    control.alt = '';
  }
}
