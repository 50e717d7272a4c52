import { steadyClock } from '@/components/native/countdown/steady-clock';

const TICK_MS = 1000;

const phone = steadyClock(() => Date.now());

/** WeChat has no performance clock in its JavaScript: there the phone's clock is watched every second instead. */
const hasPerformance = (): boolean => typeof performance !== 'undefined';

/** Milliseconds since some moment, for measuring how long ago an answer arrived; nobody who sets the phone's time moves it. */
export const monotonicMs = (): number => (hasPerformance() ? performance.now() : phone.now(TICK_MS));

/** Starts watching the phone's clock; the app calls it once, and `phoneSlept` when it goes to the background. */
export function watchPhoneClock(): void {
  if (!hasPerformance()) setInterval(monotonicMs, TICK_MS);
}

export const phoneSlept = (): void => phone.sleep();
