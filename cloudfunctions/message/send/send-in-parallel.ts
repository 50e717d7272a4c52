import type { TimerCall } from '../../kit/host/serve-timer';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Works through a list with as many at once, and as many starts a second, as the settings allow: WeChat answers bursts
 * with false refusals. Stops taking up more when the run is out of time; what is left is found by the next minute.
 */
export async function sendInParallel<Item>(
  { settings, outOfTime }: Pick<TimerCall, 'settings' | 'outOfTime'>,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const { sendsAtOnce, sendsPerSecond } = settings.messageRules;
  const gapMs = 1000 / sendsPerSecond;
  let next = 0;
  let freeAt = performance.now();
  const worker = async (): Promise<void> => {
    while (next < items.length && !outOfTime()) {
      const item = items[next];
      next += 1;
      const startAt = Math.max(freeAt, performance.now());
      freeAt = startAt + gapMs;
      const early = startAt - performance.now();
      if (early > 0) await wait(early);
      if (item !== undefined) await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(sendsAtOnce, items.length) }, worker));
}
