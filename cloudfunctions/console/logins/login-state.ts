import type { LoginState } from '../../../contracts/console/console';
import type { Instant } from '../../../contracts/primitives/time';

interface StoredLogin {
  state: Exclude<LoginState, 'expired'>;
  expiresAt: Instant;
}

/** What time makes of it: whatever was not taken before `expiresAt` is over from that instant on. */
export function loginState({ state, expiresAt }: StoredLogin, now: Instant): LoginState {
  if (state === 'taken' || state === 'refused') return state;
  return now < expiresAt ? state : 'expired';
}

/** Whether somebody may still say yes or no to it. */
export const isUndecided = (state: LoginState): boolean => state === 'waiting' || state === 'seen';
