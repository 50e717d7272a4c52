import * as z from 'zod';
import { callLimit } from '../limit';
import { staffRole } from '../merchant/merchant';
import { operation, type ApiOf } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { unshown } from '../text-marks';
import { instant } from '../values';

/** What the code on the screen carries, 132 bits; with the page it is the mini-program code's scene (at most 32 characters). */
export const loginCode = unshown(z.string().regex(/^[\w-]{22}$/), 'a code');
/** Names a session and opens nothing. */
export const sessionHandle = unshown(z.string().regex(/^ses_[0-9a-f]{32}$/), 'a name of ours');

/** `sign_in`: a browser asks to work as whoever approves; `confirm`: one that does asks for a second look before something grave. */
export const loginPurpose = z.enum(['sign_in', 'confirm']);
export type LoginPurpose = z.output<typeof loginPurpose>;

/** `taken`: the browser has what was approved; `expired` is what time makes of one that waits. */
export const loginState = z.enum(['waiting', 'seen', 'approved', 'refused', 'taken', 'expired']);
export type LoginState = z.output<typeof loginState>;

/** Two digits, shown by the screen and by the phone: the same on both, or somebody else's screen is meant. */
export const matchNumber = unshown(z.string().regex(/^\d{2}$/), 'a number of ours');

export const loginView = z.object({
  purpose: loginPurpose,
  state: loginState,
  number: matchNumber,
  /** As the browser names itself, in words: `Windows · Chrome`. */
  browser: z.string(),
  /** The network address the request came from. */
  place: z.string(),
  requestedAt: instant,
  expiresAt: instant,
  /** What the browser may do afterwards: all that the caller may. */
  role: staffRole,
});
export type LoginView = z.output<typeof loginView>;

export const sessionView = z.object({
  handle: sessionHandle,
  browser: z.string(),
  place: z.string(),
  startedAt: instant,
  lastSeenAt: instant,
  endsAt: instant,
});
export type SessionView = z.output<typeof sessionView>;

const approvalLimit = callLimit('console_login', 60, 10 * MINUTE_MS);

/** What a phone does for the web console. */
export const consoleOperations = {
  /** Who asks, before anything is approved. Refuses `console_login_not_found`. */
  readLogin: operation({
    actor: 'adviser',
    store: 'none',
    limit: approvalLimit,
    idempotency: { decidedBy: 'consoleLogins/<hash of the code>.state: seen stays seen' },
    input: z.object({ code: loginCode }),
    output: z.object({ login: loginView }),
  }),
  /**
   * Lets the browser that shows the number work as the caller. Refuses `console_login_not_found`, `console_login_over` (expired, refused or
   * approved by somebody else), `console_number_wrong`, `console_login_not_yours` (a second look for somebody else's session).
   */
  approveLogin: operation({
    actor: 'adviser',
    store: 'none',
    limit: approvalLimit,
    idempotency: {
      decidedBy: 'consoleLogins/<hash of the code>.approvedBy: the same person again changes nothing',
    },
    input: z.object({ code: loginCode, number: matchNumber }),
    output: z.object({ state: loginState }),
  }),
  /** Refuses `console_login_not_found`. One that is approved or over stays as it is. */
  refuseLogin: operation({
    actor: 'adviser',
    store: 'none',
    limit: approvalLimit,
    idempotency: { decidedBy: 'consoleLogins/<hash of the code>.state: refused stays refused' },
    input: z.object({ code: loginCode }),
    output: z.object({ state: loginState }),
  }),
  /** The caller's own browsers that are signed in, the newest first. */
  listSessions: operation({
    actor: 'adviser',
    store: 'none',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ sessions: z.array(sessionView), now: instant }),
  }),
  /** Signs one of the caller's browsers out. One that is gone stays gone. */
  endSession: operation({
    actor: 'adviser',
    store: 'none',
    idempotency: { decidedBy: 'consoleSessions/<hash of the token>: ended stays ended' },
    input: z.object({ handle: sessionHandle }),
    output: z.object({ ended: z.literal(true) }),
  }),
};
export type ConsoleApi = ApiOf<typeof consoleOperations>;
