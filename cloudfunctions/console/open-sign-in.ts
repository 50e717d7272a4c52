import type * as z from 'zod';
import { refuse } from '../../contracts/errors';
import type { consoleSessionOperations } from '../../contracts/console/console-session';
import type { HttpCall } from '../kit/host/serve-http';
import { hasCsrf, readLoginProof, readSessionToken } from '../kit/console/session-transport';

type Operations = typeof consoleSessionOperations;
export type SignInOperation = keyof Operations;

/** A step of signing in: what it answers, and what it leaves in the browser. */
export interface SignInAnswer<Data> {
  data: Data;
  /** One at most: how HTTP access passes several on is not established. */
  cookie: string | null;
}
export type OutputOf<Name extends SignInOperation> = z.input<Operations[Name]['output']>;

export interface SignInCall extends HttpCall {
  /** The login's code and secret, from its cookie. */
  loginProof: () => ReturnType<typeof readLoginProof>;
  /** From the session's cookie, and only for a page of ours. @throws TuankaError console_session_over, not_allowed */
  sessionToken: () => string;
  /** The same without the proof that the page is ours: for what tells that page what the proof is. @throws TuankaError console_session_over */
  bareToken: () => string;
}

export function openSignIn(call: HttpCall): SignInCall {
  const bareToken = (): string => {
    const token = readSessionToken(call.headers);
    if (token === null) throw refuse('console_session_over');
    return token;
  };
  return {
    ...call,
    loginProof: () => readLoginProof(call.headers),
    bareToken,
    sessionToken: () => {
      const token = bareToken();
      if (!hasCsrf(call.headers, token)) throw refuse('not_allowed', 'csrf');
      return token;
    },
  };
}
