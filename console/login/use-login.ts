import type { LoginState } from '@contracts/console/console';
import type { ConsoleUser, LoginShown } from '@contracts/console/console-session';
import { useCallback, useEffect, useState } from 'react';
import { api } from '../service';
import { asTuankaError } from '../app/error-text';
import { useCountdown } from '../app/use-countdown';

const POLL_MS = 1500;

export interface Login {
  shown: LoginShown | null;
  state: LoginState;
  secondsLeft: number | null;
  /** The service does not answer; it is asked again. */
  isStuck: boolean;
  error: unknown;
  refresh: () => void;
}

/**
 * A code on the screen until somebody approved it: shows one, asks every 1.5 seconds how far it is, and takes what was approved once.
 * @param purpose decides which code: to sign in, or for a second look
 */
export function useLogin(purpose: 'sign_in' | 'confirm', onDone: (user: ConsoleUser) => void): Login {
  const [shown, setShown] = useState<LoginShown | null>(null);
  const [state, setState] = useState<LoginState>('waiting');
  const [isStuck, setIsStuck] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const refresh = useCallback(() => setRound((before) => before + 1), []);
  const secondsLeft = useCountdown(shown);

  useEffect(() => {
    let isCurrent = true;
    setState('waiting');
    setError(null);
    const begin = purpose === 'sign_in' ? api.console.begin({}) : api.console.beginConfirm({});
    begin.then(
      (next) => isCurrent && setShown(next),
      (thrown: unknown) => isCurrent && setError(thrown),
    );
    return () => {
      isCurrent = false;
      setShown(null);
    };
  }, [purpose, round]);

  const isEnded = state === 'expired' || state === 'refused';
  useEffect(() => {
    if (!shown || isEnded) return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const step = async (): Promise<void> => {
      try {
        const next = (await api.console.poll({})).state;
        if (!isCurrent) return;
        setIsStuck(false);
        if (next === 'approved') {
          setState(next);
          const user = await api.console.finish({});
          if (isCurrent) onDone(user);
          return;
        }
        setState(next === 'taken' ? 'expired' : next);
      } catch (thrown) {
        if (!isCurrent) return;
        if (asTuankaError(thrown).code === 'console_login_over') return setState('expired');
        setIsStuck(true);
      }
      timer = setTimeout(() => void step(), POLL_MS);
    };
    timer = setTimeout(() => void step(), POLL_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
    // `seen` goes on with the same polling: only what ends it begins anew.
  }, [shown, isEnded, onDone]);

  const isOver = secondsLeft === 0 && (state === 'waiting' || state === 'seen');
  return { shown, state: isOver ? 'expired' : state, secondsLeft, isStuck, error, refresh };
}
