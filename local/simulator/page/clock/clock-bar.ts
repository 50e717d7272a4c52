import { clockText, dayText, distanceText } from './china-clock';
import { button, element } from '../element';
import { icon } from '../icons';
import { MINUTE_MS } from '../../../../contracts/primitives/time';
import { messageKindTexts } from '../../../../contracts/primitives/message-kind-text';
import type { NextEvent } from '../local-cloud';

/** The simulated time and everything that moves it. */
export interface ClockBar {
  root: HTMLElement;
  showTime(now: number): void;
  showNextEvent(next: NextEvent, now: number): void;
  setBusy(busy: boolean): void;
}

export interface ClockActions {
  advance: (ms: number) => void;
  toNextEvent: () => void;
  reset: () => void;
}

/** `GET /local/next-event` names a message that is due, by its kind. */
const EVENT_TEXT: ReadonlyMap<string, string> = new Map(Object.entries(messageKindTexts));

const STEPS = [
  { text: '+30 分钟', ms: 30 * MINUTE_MS },
  { text: '+2 小时', ms: 120 * MINUTE_MS },
  { text: '+1 天', ms: 1440 * MINUTE_MS },
];

export function createClockBar(actions: ClockActions): ClockBar {
  const time = element('span', { class: 'clock-time', text: '--:--' });
  const day = element('span', { class: 'clock-day' });
  const nextLine = element('span', { class: 'next-what' });
  const steps = STEPS.map(({ text, ms }) =>
    button({ class: 'step', text, onClick: () => actions.advance(ms) }),
  );
  const next = button(
    { class: 'step step-next', onClick: actions.toNextEvent },
    element('span', { text: '跳到下一个事件' }),
    icon('forward'),
  );
  const reset = button({ class: 'step step-reset', text: '重置', onClick: actions.reset });
  const all = [...steps, next, reset];
  let hasNext = false;
  let isBusy = false;
  const enable = () => {
    for (const control of all) control.disabled = isBusy || (control === next && !hasNext);
  };
  return {
    root: element(
      'div',
      { class: 'clock-bar', attributes: { role: 'group', 'aria-label': '模拟时间' } },
      element('div', { class: 'clock' }, time, element('span', { class: 'clock-side' }, day, nextLine)),
      element('div', { class: 'steps' }, ...steps),
      next,
      reset,
    ),
    showTime(now) {
      time.textContent = clockText(now);
      day.textContent = dayText(now);
    },
    showNextEvent({ at, what }, now) {
      hasNext = at !== null;
      nextLine.textContent =
        at === null ? '暂无待发生的事' : `${distanceText(at - now)} · ${EVENT_TEXT.get(what) ?? '定时任务'}`;
      next.title = nextLine.textContent;
      enable();
    },
    setBusy(busy) {
      isBusy = busy;
      enable();
    },
  };
}
