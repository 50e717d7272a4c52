import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { cacheSlot } from '@/platform/cache';
import { guardLeaving, letLeave } from '@/platform/leave-guard';
import { looksLike } from './kept-draft';
import type { Checked, Problem } from '../problems';

interface FormOptions<Draft, Value> {
  /** What the form opens with. */
  first: Draft;
  check: (draft: Draft) => Checked<Value>;
  /** Under which name what was typed is kept on the phone until it is saved; none: it is not kept. */
  keepAs?: string;
}

export interface Form<Draft, Value> {
  draft: Draft;
  change: (some: Partial<Draft>) => void;
  checked: Checked<Value>;
  problems: readonly Problem[];
  /** The words beside a field: once it was left, or once saving was tried. */
  problemAt: (field: string) => string | null;
  touch: (field: string) => void;
  /** Shows everything that is wrong. */
  reveal: () => void;
  /** Something was typed that is not saved. */
  changed: boolean;
  /** What was typed last time and never saved. */
  kept: Draft | null;
  takeKept: () => void;
  dropKept: () => void;
  /** It was saved: nothing is kept, leaving asks nothing. `draft` is what stands there now. */
  saved: (draft?: Draft) => void;
}

const KEEP_AFTER_MS = 400;

/** Keeps what is typed a moment after the last key, and at once when the page goes. */
function useKeeping<Draft>(name: string | undefined, first: Draft, draft: Draft, changed: boolean) {
  const slot = useMemo(() => {
    const isDraft = (value: unknown): value is Draft => looksLike(first, value);
    return name === undefined ? null : cacheSlot(`draft:${name}`, isDraft);
    // `first` is what the form opened with: it does not change while the page stands.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [name]);
  const [kept, setKept] = useState<Draft | null>(() => slot?.read()?.value ?? null);
  const latest = useRef({ draft, changed });
  latest.current = { draft, changed };
  useEffect(() => {
    if (!changed) return undefined;
    const timer = setTimeout(() => slot?.write(draft), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [slot, draft, changed]);
  useEffect(
    () => () => {
      if (latest.current.changed) slot?.write(latest.current.draft);
    },
    [slot],
  );
  const forget = useCallback(() => {
    slot?.clear();
    latest.current.changed = false;
    setKept(null);
  }, [slot]);
  return { kept, forget, setKept };
}

/** The state of one form: what is typed, what is wrong with it, and that none of it is lost. */
export function useForm<Draft extends object, Value>({
  first,
  check,
  keepAs,
}: FormOptions<Draft, Value>): Form<Draft, Value> {
  const [draft, setDraft] = useState(first);
  const [changed, setChanged] = useState(false);
  const [touched, setTouched] = useState<readonly string[]>([]);
  const [revealed, setRevealed] = useState(false);
  const { kept, forget, setKept } = useKeeping(keepAs, first, draft, changed);
  const loses = keepAs === undefined ? 'lost' : 'kept';
  useEffect(() => (changed ? guardLeaving(loses) : undefined), [changed, loses]);

  const checked = check(draft);
  const problems = checked.ok ? [] : checked.problems;
  const put = (next: Draft, isChanged: boolean) => {
    setDraft(next);
    setChanged(isChanged);
  };
  return {
    draft,
    change: (some) => {
      setDraft((before) => ({ ...before, ...some }));
      setChanged(true);
    },
    checked,
    problems,
    problemAt: (field) =>
      revealed || touched.includes(field)
        ? (problems.find((one) => one.field === field)?.text ?? null)
        : null,
    touch: (field) => setTouched((before) => (before.includes(field) ? before : [...before, field])),
    reveal: () => setRevealed(true),
    changed,
    kept: changed ? null : kept,
    takeKept: () => {
      if (kept) put(kept, true);
      setKept(null);
    },
    dropKept: forget,
    saved: (now) => {
      letLeave(); // at once: the page may be left before it is drawn again
      forget();
      put(now ?? draft, false);
      setTouched([]);
      setRevealed(false);
    },
  };
}
