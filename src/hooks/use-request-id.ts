import { useCallback, useRef } from 'react';
import type { RequestId } from '@contracts/primitives/ids';
import { newRequestId } from '@contracts/primitives/codes/new-request-id';

/**
 * One request id per intention: whoever taps again because no answer came sends the same request, and gets the same
 * answer. Another wish is another request; so is the same wish once it was answered (`done`).
 */
export function useRequestId(): { idFor: (wish: unknown) => RequestId; done: () => void } {
  const last = useRef<{ wish: string; id: RequestId } | null>(null);
  const idFor = useCallback((wish: unknown) => {
    const text = JSON.stringify(wish);
    if (last.current?.wish !== text) last.current = { wish: text, id: newRequestId() };
    return last.current.id;
  }, []);
  const done = useCallback(() => {
    last.current = null;
  }, []);
  return { idFor, done };
}
