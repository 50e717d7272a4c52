import { useEffect } from 'react';

/** What the simulator's phones listen to (local/simulator/page/scan/desk-screen.ts); outside it nobody does. */
const CHANNEL = 'tuanka-console-code';
const AGAIN_MS = 2_000;

/** Holds the code up to the simulator's phones in another tab, again and again while it is shown, as a screen does to a camera. */
export function useHeldUp(pictureUrl: string | null): void {
  useEffect(() => {
    if (pictureUrl === null) return;
    const channel = new BroadcastChannel(CHANNEL);
    const show = (): void => channel.postMessage({ pictureUrl });
    show();
    const timer = setInterval(show, AGAIN_MS);
    return () => {
      clearInterval(timer);
      channel.close();
    };
  }, [pictureUrl]);
}
