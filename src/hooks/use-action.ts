import { useCallback, useRef, useState } from 'react';
import type { TuankaError } from '@contracts/errors';
import { asTuankaError } from './use-call';

export interface Action<Input> {
  /** Disable the button while true. */
  busy: boolean;
  error: TuankaError | null;
  /** A second tap while the first is under way does nothing. */
  run: (input: Input) => Promise<void>;
}

/** One write operation behind a button: guarded against double taps, its failure kept for the page to show. */
export function useAction<Input>(act: (input: Input) => Promise<void>): Action<Input> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<TuankaError | null>(null);
  const running = useRef(false);
  const latest = useRef(act);
  latest.current = act;

  const run = useCallback(async (input: Input) => {
    if (running.current) return;
    running.current = true; // at once: two taps may come before React draws the disabled button
    setBusy(true);
    setError(null);
    try {
      await latest.current(input);
    } catch (thrown) {
      setError(asTuankaError(thrown));
    }
    running.current = false;
    setBusy(false);
  }, []);

  return { busy, error, run };
}
