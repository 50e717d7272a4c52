import { useEffect } from 'react';

/** How often a page asks whether the other side of the counter is done. */
const ASK_EVERY_MS = 3000;

export function useAskAgain(isWaiting: boolean, reload: () => Promise<void>): void {
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => void reload(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isWaiting, reload]);
}
