import type { ConsoleUser } from '@contracts/console/console-session';

/** Who works here, as the server said last; outside React because every call needs the token and any call may end it. */
export interface SessionState {
  user: ConsoleUser | null;
  /** It was there and is over: the person is told why they see the code again. */
  isOver: boolean;
}
type Listener = () => void;

let state: SessionState = { user: null, isOver: false };
const listeners = new Set<Listener>();

function change(next: SessionState): void {
  state = next;
  listeners.forEach((listener) => listener());
}

export const session = {
  read: (): SessionState => state,
  watch: (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  signIn: (user: ConsoleUser): void => change({ user, isOver: false }),
  signOut: (): void => change({ user: null, isOver: false }),
  end: (): void => {
    if (state.user) change({ user: null, isOver: true });
  },
};
