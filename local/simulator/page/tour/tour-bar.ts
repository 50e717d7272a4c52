import type { Persona } from '../../personas';
import { button, element } from '../element';
import { chapters, type Chapter } from './chapters';

/** The strip under the clock: the chapter, the next step in words, whose phones lie there, and WeChat's switch. */
export interface TourBar {
  root: HTMLElement;
  /** Before the first step is counted 0; all steps done: as many as there are. */
  showStep(at: number): void;
  setBusy(busy: boolean): void;
}

export interface TourActions {
  /** A chapter from its beginning, counted from 1; 0: everybody as they like. */
  openChapter: (number: number) => void;
  nextStep: () => void;
  turnPerson: (id: string) => void;
  breakWechat: (broken: boolean) => void;
}

interface TourStart {
  personas: readonly Persona[];
  cast: readonly string[];
  current: { number: number; chapter: Chapter } | null;
  actions: TourActions;
}

const FREE = '随便逛：点小林的「扫一扫」入会，拨动时间看提醒；或从左边选一章';

function chapterChoice(current: TourStart['current'], open: TourActions['openChapter']): HTMLSelectElement {
  const choice = element(
    'select',
    { class: 'tour-chapter', attributes: { 'aria-label': '导览章节' } },
    element('option', { text: '自由体验', attributes: { value: '0' } }),
    ...chapters.map(({ title }, place) =>
      element('option', { text: `${place + 1} ${title}`, attributes: { value: String(place + 1) } }),
    ),
  );
  choice.value = String(current?.number ?? 0);
  choice.addEventListener('change', () => open(Number(choice.value)));
  return choice;
}

function people({ personas, cast, actions }: TourStart): HTMLElement {
  return element(
    'details',
    { class: 'tour-people' },
    element('summary', { text: `手机 ${cast.length}` }),
    element(
      'div',
      { class: 'tour-list', attributes: { role: 'group', 'aria-label': '桌上的手机，最多四部' } },
      ...personas.map(({ id, name }) =>
        button({
          class: 'tour-person',
          text: name,
          attributes: { 'aria-pressed': String(cast.includes(id)) },
          onClick: () => actions.turnPerson(id),
        }),
      ),
    ),
  );
}

function wechatSwitch(turn: TourActions['breakWechat']): HTMLButtonElement {
  let broken = false;
  const show = () => {
    control.textContent = broken ? '微信坏了' : '微信正常';
    control.setAttribute('aria-pressed', String(broken));
  };
  const control = button({
    class: 'tour-button tour-wechat',
    attributes: { title: '打开后，函数访问微信都会失败：提醒、支付、内容安全' },
    onClick: () => {
      broken = !broken;
      show();
      turn(broken);
    },
  });
  show();
  return control;
}

export function createTourBar(start: TourStart): TourBar {
  const { current, actions } = start;
  const place = element('span', { class: 'tour-place' });
  const hint = element('p', { class: 'tour-hint', attributes: { 'aria-live': 'polite' } });
  const next = button({ class: 'tour-button', text: '下一步', onClick: actions.nextStep });
  const onward = button({
    class: 'tour-button tour-onward',
    text: current && current.number < chapters.length ? '下一章' : '从头再来',
    onClick: () => actions.openChapter(current && current.number < chapters.length ? current.number + 1 : 1),
  });
  const again = button({
    class: 'tour-button',
    text: '重来这一章',
    onClick: () => actions.openChapter(current?.number ?? 0),
  });
  const controls = [next, onward, again];
  for (const control of controls) control.hidden = current === null;
  hint.textContent = FREE;
  place.hidden = current === null;
  return {
    root: element(
      'div',
      { class: 'tour', attributes: { role: 'region', 'aria-label': '导览' } },
      chapterChoice(current, actions.openChapter),
      place,
      hint,
      ...controls,
      people(start),
      wechatSwitch(actions.breakWechat),
    ),
    showStep(at) {
      if (!current) return;
      const { steps, end } = current.chapter;
      const step = steps[at];
      place.textContent = `${Math.min(at + 1, steps.length)} / ${steps.length}`;
      hint.textContent = step ? step.text : `完成：${end}`;
      next.hidden = step === undefined;
      onward.hidden = step !== undefined;
    },
    setBusy(busy) {
      for (const control of controls) control.disabled = busy;
    },
  };
}
