import { clockText } from '../clock/china-clock';
import { element } from '../element';

/** The body of a phone: bezel, status bar with the simulated time, and a screen on which one layer is in front. */
export interface Device {
  root: HTMLElement;
  show(layer: HTMLElement): void;
  front(): HTMLElement | null;
  showTime(now: number): void;
}

const signal = () =>
  element(
    'span',
    { class: 'status-signal', attributes: { 'aria-hidden': 'true' } },
    ...[4, 6, 8, 10].map((height) => element('i', { attributes: { style: `height:${height}px` } })),
  );

export function createDevice(layers: HTMLElement[], overlays: HTMLElement[]): Device {
  const time = element('span', { class: 'status-time', text: '--:--' });
  const screen = element(
    'div',
    { class: 'screen' },
    element(
      'div',
      { class: 'status-bar' },
      time,
      element('span', { class: 'status-island', attributes: { 'aria-hidden': 'true' } }),
      element(
        'span',
        { class: 'status-right' },
        signal(),
        element('span', { class: 'status-net', text: '5G', attributes: { 'aria-hidden': 'true' } }),
        element('span', { class: 'status-battery', attributes: { 'aria-hidden': 'true' } }),
      ),
    ),
    element('div', { class: 'view' }, ...layers, ...overlays),
  );
  let front: HTMLElement | null = null;
  return {
    root: element('div', { class: 'device-space' }, element('div', { class: 'device' }, screen)),
    show(layer) {
      front = layer;
      for (const other of layers) {
        const isFront = other === layer;
        other.classList.toggle('front', isFront);
        // Not `hidden`: a frame that is not displayed loses its layout. Inert keeps it out of the tab order.
        other.inert = !isFront;
      }
      screen.dataset['front'] = layer.classList.item(1) ?? '';
    },
    front: () => front,
    showTime: (now) => (time.textContent = clockText(now)),
  };
}
