import type { Allowance } from '../../../contracts/limit';
import type { RequestId } from '../../../contracts/primitives/ids';
import { addMs, type Instant } from '../../../contracts/primitives/time';

/** What was counted of one person or store: since when, how many, and which request was the last. */
export interface LimitWindow {
  startedAt: Instant;
  count: number;
  lastRequest: RequestId;
}

export type Counted = { outcome: 'counted'; window: LimitWindow } | { outcome: 'refused'; retryAt: Instant };

/** As often as the client repeats a request whose answer was lost. More would be a way round: the id is the caller's choice. */
const RETRIES = 2;

/** When the window that is used up ends; null while there is room, and from that very instant on. */
export function fullUntil(
  window: LimitWindow | null,
  { most, withinMs }: Allowance,
  now: Instant,
): Instant | null {
  if (window === null || window.count < most) return null;
  const end = addMs(window.startedAt, withinMs);
  return now < end ? end : null;
}

/** Counts one more, whether there was room or not. */
export function tallyOne(
  window: LimitWindow | null,
  { withinMs }: Allowance,
  now: Instant,
  requestId: RequestId,
): LimitWindow {
  const isOver = window === null || addMs(window.startedAt, withinMs) <= now;
  if (isOver) return { startedAt: now, count: 1, lastRequest: requestId };
  return { startedAt: window.startedAt, count: window.count + 1, lastRequest: requestId };
}

/** Takes one off again that was counted in the window of `startedAt`; null: none is left, over: that window is no longer there. */
export function untally(window: LimitWindow | null, startedAt: Instant): LimitWindow | null | 'over' {
  if (window?.startedAt !== startedAt) return 'over';
  return window.count > 1 ? { ...window, count: window.count - 1 } : null;
}

export function countOne(
  window: LimitWindow | null,
  allowance: Allowance,
  now: Instant,
  requestId: RequestId,
): Counted {
  const retryAt = fullUntil(window, allowance, now);
  // The last one that found room is answered again when its answer was lost.
  const isRetry = window?.lastRequest === requestId && window.count < allowance.most + RETRIES;
  if (retryAt !== null && !isRetry) return { outcome: 'refused', retryAt };
  return { outcome: 'counted', window: tallyOne(window, allowance, now, requestId) };
}
