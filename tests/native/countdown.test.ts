import path from 'node:path';
import simulate from 'miniprogram-simulate';

/** The component as WeChat loads it: its own js, wxml and wxss, without Taro. */
const COMPONENT = path.resolve(__dirname, '../../src/components/native/countdown/index');

let componentId = '';
beforeAll(() => {
  componentId = simulate.load(COMPONENT);
});

/** What miniprogram-simulate can do and its typing leaves out. */
interface Driven {
  addEventListener(name: string, listener: (event: unknown) => void): void;
  triggerPageLifeTime(name: 'show' | 'hide'): void;
}
const isDriven = <T extends object>(component: T): component is T & Driven =>
  'addEventListener' in component && 'triggerPageLifeTime' in component;

const opened: { detach(): void }[] = [];

function show(leftMs: number) {
  const component = simulate.render(componentId, { leftMs });
  if (!isDriven(component) || !('attach' in component)) throw new Error('miniprogram-simulate has changed');
  const finishes: unknown[] = [];
  component.addEventListener('finish', (event) => finishes.push(event));
  component.attach(document.body);
  opened.push(component);
  return { text: () => component.dom?.textContent ?? '', finishes, component };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  opened.splice(0).forEach((component) => component.detach());
  jest.useRealTimers();
});

describe('the native countdown', () => {
  it('ticks by itself', () => {
    const { text } = show(61_000);
    expect(text()).toBe('1分01秒');
    jest.advanceTimersByTime(1000);
    expect(text()).toBe('1分00秒');
    jest.advanceTimersByTime(1000);
    expect(text()).toBe('59秒');
  });

  it('says once that it has run out', () => {
    const { text, finishes } = show(2000);
    jest.advanceTimersByTime(60_000);
    expect(text()).toBe('已到期');
    expect(finishes).toHaveLength(1);
  });

  it('starts again from a new answer of the server', () => {
    const { text, component } = show(2000);
    component.setData({ leftMs: 7_200_000 });
    expect(text()).toBe('2小时00分00秒');
  });

  it('shows the right time after the phone slept', () => {
    const { text, component } = show(10_000);
    component.triggerPageLifeTime('hide');
    jest.setSystemTime(Date.now() + 4000);
    component.triggerPageLifeTime('show');
    expect(text()).toBe('6秒');
  });

  it('goes on as before when somebody sets the clock of the phone that shows it', () => {
    const { text, finishes } = show(61_000);
    jest.setSystemTime(Date.now() + 3_600_000);
    jest.advanceTimersByTime(1000);
    expect(text()).toBe('1分00秒');
    jest.setSystemTime(Date.now() - 2 * 3_600_000);
    jest.advanceTimersByTime(1000);
    expect(text()).toBe('59秒');
    expect(finishes).toHaveLength(0);
  });

  it('does not announce the end of a coupon that was over from the start', () => {
    expect(show(0).finishes).toHaveLength(0);
  });
});
