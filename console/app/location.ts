import { useMemo, useSyncExternalStore } from 'react';

/**
 * Where the page is: the path below `/console` and what stands behind the question mark, both in the browser's own history. A page that
 * holds something unsaved guards the way out.
 */
const BASE = '/console';
const listeners = new Set<() => void>();
/** Says yes when the person may leave. */
type Guard = () => boolean;
const guards = new Set<Guard>();
let shownAt = addressNow();

function addressNow(): string {
  return `${location.pathname.slice(BASE.length) || '/'}${location.search}`;
}
function tell(): void {
  shownAt = addressNow();
  listeners.forEach((listener) => listener());
}
const mayLeave = (): boolean => [...guards].every((guard) => guard());

addEventListener('popstate', () => {
  if (mayLeave()) return tell();
  history.pushState(null, '', BASE + shownAt);
});
addEventListener('beforeunload', (event) => {
  if (guards.size > 0) event.preventDefault();
});

export const hrefOf = (address: string): string => BASE + address;

export function navigate(address: string, how: 'push' | 'replace' = 'push'): void {
  if (address === shownAt) return;
  const isSamePage = address.split('?')[0] === shownAt.split('?')[0];
  if (!isSamePage && !mayLeave()) return;
  if (how === 'push') history.pushState(null, '', BASE + address);
  else history.replaceState(null, '', BASE + address);
  tell();
}

/** Guards the way out until the returned function is called. */
export function guardLeaving(guard: Guard): () => void {
  guards.add(guard);
  return () => guards.delete(guard);
}

const watch = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const useAddress = (): string => useSyncExternalStore(watch, () => shownAt);

export const usePath = (): string => useAddress().split('?')[0] ?? '/';

export type QueryChange = Readonly<Record<string, string | null>>;
export interface Query {
  get: (name: string) => string | null;
  /** Sets some and leaves the others; null takes one away. */
  set: (change: QueryChange, how?: 'push' | 'replace') => void;
  text: string;
}

export function changedQuery(text: string, change: QueryChange): string {
  const next = new URLSearchParams(text);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  const query = next.toString();
  return query === '' ? '' : `?${query}`;
}

export function useQueryString(): Query {
  const address = useAddress();
  return useMemo(() => {
    const [path = '/', text = ''] = address.split('?');
    const values = new URLSearchParams(text);
    return {
      text,
      get: (name) => values.get(name),
      // What stands there now, not when the page was drawn: two changes in a row both count.
      set: (change, how = 'replace') =>
        navigate(`${path}${changedQuery(location.search.slice(1), change)}`, how),
    };
  }, [address]);
}
