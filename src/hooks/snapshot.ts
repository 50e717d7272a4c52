import { instant, type Instant } from '@contracts/primitives/time';
import type { Kept } from '@/platform/cache';
import { monotonicMs } from '@/platform/monotonic-clock';

/** An answer of the server and when it was taken, on the phone's monotonic clock. */
export interface Snapshot<T> {
  data: T;
  takenAt: number;
  /** From the phone's storage, not yet confirmed by the server. */
  stale: boolean;
}

export const freshSnapshot = <T>(data: T): Snapshot<T> => ({ data, takenAt: monotonicMs(), stale: false });

export const keptSnapshot = <T>({ value, keptAt }: Kept<T>): Snapshot<T> => ({
  data: value,
  takenAt: monotonicMs() - Math.max(0, Date.now() - keptAt),
  stale: true,
});

/** What the server's clock shows now: its own time in the answer, plus what has passed since on the phone. */
export const serverNow = (snapshot: Snapshot<{ now: Instant }>): Instant =>
  instant(Math.round(snapshot.data.now + (monotonicMs() - snapshot.takenAt)));

export const leftMs = (expiresAt: Instant, snapshot: Snapshot<{ now: Instant }>): number =>
  Math.max(0, expiresAt - serverNow(snapshot));
