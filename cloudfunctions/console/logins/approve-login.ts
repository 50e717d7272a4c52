import { refuse } from '../../../contracts/errors';
import type { LoginState } from '../../../contracts/console/console';
import { loginIdOf } from '../../kit/console/session-transport';
import type { WriteCall } from '../../kit/host/call';
import type { TransactionStore } from '../../kit/store/store';
import { isUndecided, loginState } from './login-state';

/** @throws TuankaError console_login_not_found, console_login_over, console_number_wrong, console_login_not_yours */
export async function approveLogin(
  call: WriteCall<'adviser'>,
  { code, number }: { code: string; number: string },
) {
  const { store, staff, caller, now } = call;
  return store.transact(async (transaction) => {
    const login = await transaction.consoleLogins.require(loginIdOf(code), 'console_login_not_found');
    const state = loginState(login, now);
    if ((state === 'approved' || state === 'taken') && login.approvedBy === staff._id) return { state };
    if (!isUndecided(state)) throw refuse('console_login_over');
    if (login.number !== number) throw refuse('console_number_wrong');
    if (login.sessionId !== null) await verifyOwnSession(transaction, login.sessionId, staff._id);
    await transaction.consoleLogins.update(login._id, {
      state: 'approved',
      approvedBy: staff._id,
      approver: { appId: caller.appId, openId: caller.openId, unionId: caller.unionId },
    });
    return { state: 'approved' as LoginState };
  });
}

/** A second look is of the same account: nobody lends theirs to another's screen. */
async function verifyOwnSession(
  { consoleSessions }: TransactionStore,
  sessionId: string,
  staffId: string,
): Promise<void> {
  const session = await consoleSessions.require(sessionId, 'console_login_over');
  if (session.staffId !== staffId) throw refuse('console_login_not_yours');
}
