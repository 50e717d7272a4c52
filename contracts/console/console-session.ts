import * as z from 'zod';
import { staffRole } from '../merchant/merchant';
import { operation, type ApiOf } from '../operation';
import { instant } from '../values';
import { loginCode, loginState, matchNumber } from './console';

/** What one page of the console asks over HTTP access; who it is stands in the cookies alone. */
export const CSRF_HEADER = 'x-tuanka-csrf';

export const loginShown = z.object({
  /** For the page that draws the code itself when WeChat's picture is not there. */
  code: loginCode,
  /** `data:image/…;base64,…` of the mini-program code; null while WeChat does not draw it. */
  picture: z.string().nullable(),
  number: matchNumber,
  expiresAt: instant,
  now: instant,
});
export type LoginShown = z.output<typeof loginShown>;

export const consoleUser = z.object({
  name: z.string(),
  brandName: z.string(),
  role: staffRole,
  /** Names of the stores; null: all of them. */
  stores: z.array(z.string()).nullable(),
  /** Goes into the header of every further request. */
  csrf: z.string(),
  endsAt: instant,
  /** Until when what needs a second look is allowed; null: it must be asked for. */
  confirmedUntil: instant.nullable(),
  now: instant,
});
export type ConsoleUser = z.output<typeof consoleUser>;

/**
 * Signing in, in the order it happens. Each is a POST of `{op, input}` to `/http/console`, answered as every operation is.
 * Guests may ask; what they learn is decided by the cookies: the login's (90 seconds) and the session's.
 */
export const consoleSessionOperations = {
  /** Sets the login's cookie. */
  begin: operation({
    actor: 'guest',
    limit: { boundedBy: 'so many per network address, and so many in all' },
    idempotency: { decidedBy: 'consoleLogins/<hash of a new code>' },
    input: z.object({}),
    output: loginShown,
  }),
  /** A second look by the same person's phone, for the session of the cookie. Refuses `console_session_over`. */
  beginConfirm: operation({
    actor: 'guest',
    limit: { boundedBy: 'the session' },
    idempotency: { decidedBy: 'consoleLogins/<hash of a new code>' },
    input: z.object({}),
    output: loginShown,
  }),
  /** How far the login of the cookie is; `expired` too when there is none. */
  poll: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ state: loginState }),
  }),
  /** Once, after it was approved: the login's cookie becomes the session's. Refuses `console_login_over`. */
  finish: operation({
    actor: 'guest',
    limit: { boundedBy: 'one per login' },
    idempotency: { decidedBy: 'consoleLogins/<hash of the code>.state: taken once' },
    input: z.object({}),
    output: consoleUser,
  }),
  /** Refuses `console_session_over`. */
  readUser: operation({ actor: 'guest', idempotency: 'read', input: z.object({}), output: consoleUser }),
  /** Signs out. */
  end: operation({
    actor: 'guest',
    limit: { boundedBy: 'the session' },
    idempotency: { decidedBy: 'consoleSessions/<hash of the token>: ended stays ended' },
    input: z.object({}),
    output: z.object({ ended: z.literal(true) }),
  }),
};
export type ConsoleSessionApi = ApiOf<typeof consoleSessionOperations>;
