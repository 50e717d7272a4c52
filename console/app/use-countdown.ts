import { useEffect, useState } from 'react';

/**
 * Seconds left until a moment of the server's clock, told by how long it was away when it was told: the two clocks need not agree, and
 * the one that counts here cannot be set.
 */
export function useCountdown(told: { expiresAt: number; now: number } | null): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (!told) return setLeft(null);
    const toldAt = performance.now();
    const read = (): number =>
      Math.max(0, Math.ceil((told.expiresAt - told.now - (performance.now() - toldAt)) / 1000));
    setLeft(read());
    const timer = setInterval(() => setLeft(read()), 500);
    return () => clearInterval(timer);
  }, [told]);
  return left;
}
