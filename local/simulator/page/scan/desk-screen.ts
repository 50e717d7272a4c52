import * as z from 'zod';
import type { VisibleCode } from './scanner';

/** The web console in another tab holds up the code it shows, again and again while it shows it. */
const CHANNEL = 'tuanka-console-code';
/** Longer than it waits between two times. */
const SHOWN_MS = 5_000;

const heldUp = z.object({ pictureUrl: z.string().startsWith('data:image/') });

/** The screen of a computer beside the phones. */
export function watchDeskScreen(): () => VisibleCode[] {
  let code: VisibleCode | null = null;
  let seenAt = 0;
  new BroadcastChannel(CHANNEL).addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const parsed = heldUp.safeParse(data);
    code = parsed.success ? { title: '电脑上的登录码', pictureUrl: parsed.data.pictureUrl } : null;
    seenAt = performance.now();
  });
  return () => (code !== null && performance.now() - seenAt < SHOWN_MS ? [code] : []);
}
