import { randomBytes } from 'node:crypto';
import { newLoginNumber } from '../../kit/ids/new-id';
import { addMs, MINUTE_MS } from '../../../contracts/primitives/time';
import { variables } from '../../kit/config/settings';
import { browserName } from '../../kit/console/browser-name';
import { LOGIN_LASTS_MS } from '../../kit/console/console-session';
import { readSession } from '../../kit/console/read-session';
import { carryLogin, loginIdOf, newSecret, pollHashOf } from '../../kit/console/session-transport';
import { countWindow, windowIdFor } from '../../kit/limit/count-window';
import { logLine } from '../../kit/log/log-line';
import { createWechatClient } from '../../kit/wechat/client';
import type { OutputOf, SignInAnswer, SignInCall } from '../open-sign-in';

const LOGIN_PAGE = 'merchant/pages/console-login/index';
/** Nobody is known yet: one address may ask for so many codes, and all of them together, which a merchant never does. */
const PER_ADDRESS = { most: 20, withinMs: 10 * MINUTE_MS };
const IN_ALL = { most: 600, withinMs: 10 * MINUTE_MS };

/**
 * A code for the screen and, in a cookie, the secret that whoever only sees the screen does not have.
 * @throws TuankaError too_many_requests
 */
export async function beginLogin(call: SignInCall): Promise<SignInAnswer<OutputOf<'begin'>>> {
  const { store, sourceIp, requestId, now } = call;
  const count = (whose: string, allowance: typeof IN_ALL) =>
    countWindow(store, { windowId: windowIdFor('console_codes', whose), allowance, requestId, now });
  await count(`address ${sourceIp}`, PER_ADDRESS);
  await count('all', IN_ALL);
  return showLogin(call, null);
}

/** A second look for the session of the cookie. @throws TuankaError console_session_over */
export async function beginConfirm(call: SignInCall): Promise<SignInAnswer<OutputOf<'begin'>>> {
  const session = await readSession(call.store, call.sessionToken(), call.now);
  const counted = { allowance: PER_ADDRESS, requestId: call.requestId, now: call.now };
  await countWindow(call.store, { windowId: windowIdFor('console_codes', session._id), ...counted });
  return showLogin(call, session._id);
}

async function showLogin(
  { store, headers, sourceIp, now }: SignInCall,
  sessionId: string | null,
): Promise<SignInAnswer<OutputOf<'begin'>>> {
  const code = randomBytes(16).toString('base64url');
  const secret = newSecret();
  const login = {
    number: newLoginNumber(),
    expiresAt: addMs(now, LOGIN_LASTS_MS),
  };
  await store.consoleLogins.insert({
    _id: loginIdOf(code),
    pollHash: pollHashOf(secret),
    purpose: sessionId === null ? 'sign_in' : 'confirm',
    state: 'waiting',
    browser: browserName(headers['user-agent']),
    place: sourceIp,
    sessionId,
    requestedAt: now,
    approvedBy: null,
    approver: null,
    ...login,
  });
  return {
    data: { code, picture: await pictureOf(code), ...login, now },
    cookie: carryLogin({ code, secret }),
  };
}

/** Without WeChat's picture the page draws the code itself, for WeChat's own scanner inside the mini-program. */
async function pictureOf(code: string): Promise<string | null> {
  const { wechat, officialAccount } = variables();
  try {
    const client = createWechatClient(wechat, officialAccount);
    const png = await client.drawMiniProgramCode({ scene: `l=${code}`, page: LOGIN_PAGE });
    return `data:image/png;base64,${png.toString('base64')}`;
  } catch (error) {
    logLine('warn', 'console_code_not_drawn', { detail: String(error) });
    return null;
  }
}
