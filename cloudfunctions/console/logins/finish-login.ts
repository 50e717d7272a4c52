import { refuse } from '../../../contracts/errors';
import { addMs } from '../../../contracts/primitives/time';
import { CONFIRMED_MS, SESSION_LASTS_MS } from '../../kit/console/console-session';
import { outlivesRole } from '../../kit/console/outlives-role';
import { readSession } from '../../kit/console/read-session';
import { carrySession, dropLogin, newSecret, sessionIdOf } from '../../kit/console/session-transport';
import { recordAudit } from '../../kit/audit/record-audit';
import type { TransactionStore } from '../../kit/store/store';
import { readUser } from '../sessions/read-user';
import type { OutputOf, SignInAnswer, SignInCall } from '../open-sign-in';
import { loginState } from './login-state';
import { readOwnLogin, type Login } from './read-own-login';

/**
 * The browser that began takes what was approved, once. A new secret is made for the session: who saw the login's learns nothing of it.
 * @throws TuankaError console_login_over, console_session_over
 */
export async function finishLogin(call: SignInCall): Promise<SignInAnswer<OutputOf<'finish'>>> {
  const login = await readOwnLogin(call);
  if (!login || loginState(login, call.now) !== 'approved') throw refuse('console_login_over');
  if (login.purpose === 'confirm') return finishConfirm(call, login);
  const token = newSecret();
  await call.store.transact(async (transaction) => {
    const { approver, approvedBy } = await takeOnce(transaction, login, call);
    const staff = await transaction.staff.require(approvedBy, 'console_login_over');
    if (outlivesRole(login.requestedAt, staff)) throw refuse('console_login_over');
    await transaction.consoleSessions.insert({
      _id: sessionIdOf(token),
      staffId: approvedBy,
      caller: approver,
      browser: login.browser,
      place: login.place,
      startedAt: call.now,
      lastSeenAt: call.now,
      endsAt: addMs(call.now, SESSION_LASTS_MS),
      confirmedUntil: null,
    });
    await recordAudit(
      transaction,
      { staff, now: call.now, requestId: call.requestId },
      {
        action: 'console.signIn',
        subjectId: sessionIdOf(token),
        detail: { browser: login.browser, place: login.place },
      },
    );
  });
  return { data: await readUser(call, token), cookie: carrySession(token) };
}

async function finishConfirm(call: SignInCall, login: Login): Promise<SignInAnswer<OutputOf<'finish'>>> {
  const token = call.sessionToken();
  const session = await readSession(call.store, token, call.now);
  if (login.sessionId !== session._id) throw refuse('console_login_over');
  await call.store.transact(async (transaction) => {
    await takeOnce(transaction, login, call);
    await transaction.consoleSessions.update(session._id, { confirmedUntil: addMs(call.now, CONFIRMED_MS) });
  });
  return { data: await readUser(call, token), cookie: dropLogin() };
}

/** Of two that come at once, one finds it taken. */
async function takeOnce(
  { consoleLogins }: TransactionStore,
  { _id }: Login,
  { now }: SignInCall,
): Promise<{ approver: NonNullable<Login['approver']>; approvedBy: string }> {
  const login = await consoleLogins.require(_id, 'console_login_over');
  const { approver, approvedBy } = login;
  if (loginState(login, now) !== 'approved' || !approver || approvedBy === null)
    throw refuse('console_login_over');
  await consoleLogins.update(_id, { state: 'taken' });
  return { approver, approvedBy };
}
