import { useMemo } from 'react';
import type { Instant } from '@contracts/primitives/time';
import { leftMs, type Snapshot } from '@/hooks/snapshot';
import { isH5 } from '@/platform/target';
import { CountdownTwin } from './countdown-twin';

interface CountdownProps {
  expiresAt: Instant;
  /** The answer that `expiresAt` came in: the time left is counted from its `now`. */
  snapshot: Snapshot<{ now: Instant }>;
  onFinish?: (() => void) | undefined;
}

/** Pages that show it list `tuanka-countdown` under `usingComponents` in their config. */
export function Countdown({ expiresAt, snapshot, onFinish }: CountdownProps) {
  // Counted once per answer: a number that changed with every render would restart the native component.
  const left = useMemo(() => leftMs(expiresAt, snapshot), [expiresAt, snapshot]);
  if (isH5) return <CountdownTwin leftMs={left} onFinish={onFinish} />;
  return <tuanka-countdown left-ms={left} onFinish={onFinish} />;
}
