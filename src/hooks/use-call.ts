import { useCallback, useEffect, useRef, useState } from 'react';
import { TuankaError } from '@contracts/errors';
import type { CacheSlot } from '@/platform/cache';
import { freshSnapshot, keptSnapshot, type Snapshot } from './snapshot';

/** `ready` with a `problem`: what is shown is older, because the last load failed. */
export type CallState<T> =
  | { status: 'loading' }
  | { status: 'failed'; error: TuankaError }
  | { status: 'ready'; snapshot: Snapshot<T>; problem: TuankaError | null };

export interface Call<T> {
  state: CallState<T>;
  /** True while a load is under way, also one behind data already shown. */
  loading: boolean;
  reload: () => Promise<void>;
}

export const asTuankaError = (error: unknown): TuankaError =>
  error instanceof TuankaError ? error : new TuankaError('internal', undefined, { cause: error });

const firstState = <T>(cache: CacheSlot<T> | undefined): CallState<T> => {
  const kept = cache?.read();
  return kept ? { status: 'ready', snapshot: keptSnapshot(kept), problem: null } : { status: 'loading' };
};

const afterFailure = <T>(state: CallState<T>, error: TuankaError): CallState<T> =>
  state.status === 'ready' ? { ...state, problem: error } : { status: 'failed', error };

/**
 * One read operation as page state: from the cache first, then from the server. The page starts it
 * (`useOnShow(reload)`), so that it is read again whenever the page is shown. An answer that a later load has
 * overtaken is dropped.
 */
export function useCall<T>(load: () => Promise<T>, cache?: CacheSlot<T>): Call<T> {
  const [state, setState] = useState<CallState<T>>(() => firstState(cache));
  const [loading, setLoading] = useState(false);
  const latest = useRef({ load, cache });
  latest.current = { load, cache };
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current = -1;
    },
    [],
  );

  const reload = useCallback(async () => {
    if (turn.current < 0) return;
    const mine = (turn.current += 1);
    setLoading(true);
    setState((before) => (before.status === 'failed' ? { status: 'loading' } : before));
    try {
      const data = await latest.current.load();
      if (mine !== turn.current) return;
      latest.current.cache?.write(data);
      setState({ status: 'ready', snapshot: freshSnapshot(data), problem: null });
    } catch (error) {
      if (mine !== turn.current) return;
      setState((before) => afterFailure(before, asTuankaError(error)));
    }
    setLoading(false);
  }, []);

  return { state, loading, reload };
}
