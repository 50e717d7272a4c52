import { useState } from 'react';
import { session } from '../../service/session';
import { rebased } from './list-changes';

/**
 * What was typed and not saved, kept by this tab until it is closed: a reload, a session that ran out or a conflict costs no word of it.
 * It is the merchant's, so it goes when somebody signs out, and nobody else finds it.
 */
const PREFIX = 'tuanka.console.draft.';

interface Kept<Values> {
  /** What the form said when it was opened. */
  base: Values;
  typed: Values;
}

function forgetAll(): void {
  try {
    const names = Array.from({ length: sessionStorage.length }, (_, at) => sessionStorage.key(at) ?? '');
    for (const name of names.filter((one) => one.startsWith(PREFIX))) sessionStorage.removeItem(name);
  } catch {
    // A browser may forbid it; then nothing was kept.
  }
}
session.watch(() => {
  const { user, isOver } = session.read();
  if (!user && !isOver) forgetAll();
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Only what has the fields of this form: a draft of an older page is none. */
function fits<Values extends object>(value: unknown, like: Values): value is Values {
  return isRecord(value) && Object.keys(like).every((name) => name in value);
}

function read<Values extends object>(name: string, like: Values): Kept<Values> | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? 'null');
    if (!isRecord(kept)) return null;
    const { base, typed } = kept;
    return fits(base, like) && fits(typed, like) ? { base, typed } : null;
  } catch {
    return null;
  }
}

function write(name: string, kept: object | null): void {
  try {
    if (kept === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // As above.
  }
}

/** The draft of one form of one person, on what stands there now. */
export function useKeptDraft<Values extends object>(keepAs: string, initial: Values) {
  const { user } = session.read();
  const name = `${PREFIX}${user?.role ?? ''}.${user?.name ?? ''}.${keepAs}`;
  const [kept] = useState(() => read(name, initial));
  const [isShown, setShown] = useState(kept !== null);
  return {
    first: kept && isShown ? rebased(kept.base, kept.typed, initial) : initial,
    /** Somebody changed what it was made from. */
    isRebased: kept !== null && JSON.stringify(kept.base) !== JSON.stringify(initial),
    isShown,
    keep: (typed: Values) => write(name, { base: initial, typed }),
    forget: () => {
      write(name, null);
      setShown(false);
    },
  };
}
