import { TuankaError, type WireError } from '../../contracts/errors';
import { callEnvelope } from '../../contracts/operation';
import { isSameOrigin } from '../kit/console/same-origin';
import { bodyOf, httpAnswer } from '../kit/console/serve-console';
import type { HttpAnswer, HttpCall } from '../kit/host/serve-http';
import type { LogFields } from '../kit/log/log-line';
import { beginConfirm, beginLogin } from './logins/begin-login';
import { finishLogin } from './logins/finish-login';
import { pollLogin } from './logins/poll-login';
import { answerUser, signOut } from './sessions/read-user';
import {
  openSignIn,
  type OutputOf,
  type SignInAnswer,
  type SignInCall,
  type SignInOperation,
} from './open-sign-in';

/** What nobody foresaw is in the log under the request's id; the page takes it as no answer and asks again. */
export const SIGN_IN_FAILURE: HttpAnswer = { statusCode: 500 };

type Steps = { [Name in SignInOperation]: (call: SignInCall) => Promise<SignInAnswer<OutputOf<Name>>> };
const steps: Steps = {
  begin: beginLogin,
  beginConfirm,
  poll: pollLogin,
  finish: finishLogin,
  readUser: answerUser,
  end: signOut,
};

export const isSignInOperation = (op: string): op is SignInOperation => Object.hasOwn(steps, op);

/** Which step of signing in a request's body names; null: none. */
export function signInOperationOf(body: unknown): SignInOperation | null {
  const { data } = callEnvelope.safeParse(body);
  return data && isSignInOperation(data.op) ? data.op : null;
}

function wireError({ code, message, retryable, retryAt }: TuankaError, requestId: string): WireError {
  return { code, message, retryable, requestId, ...(retryAt !== undefined && { retryAt }) };
}

/** Answers a step of signing in, with its cookies; what is wrong in a way the catalogue knows is told, the rest is the host's. */
export async function signIn(call: HttpCall, log: (fields: LogFields) => void): Promise<HttpAnswer> {
  if (call.method !== 'POST') return { statusCode: 405, headers: { allow: 'POST' } };
  if (!isSameOrigin(call.headers)) return { statusCode: 403 };
  const op = signInOperationOf(bodyOf(call));
  if (op === null) return { statusCode: 404 };
  log({ op: `console.${op}` });
  try {
    const { data, cookie } = await steps[op](openSignIn(call));
    return httpAnswer({ ok: true, data }, cookie);
  } catch (error) {
    if (!(error instanceof TuankaError)) throw error;
    log({ outcome: error.code });
    return httpAnswer({ ok: false, error: wireError(error, call.requestId) });
  }
}
