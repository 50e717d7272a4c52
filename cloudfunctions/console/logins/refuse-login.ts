import type { LoginState } from '../../../contracts/console/console';
import { recordAudit } from '../../kit/audit/record-audit';
import { loginIdOf } from '../../kit/console/session-transport';
import type { WriteCall } from '../../kit/host/call';
import { isUndecided, loginState } from './login-state';

/** @throws TuankaError console_login_not_found */
export async function refuseLogin(call: WriteCall<'adviser'>, { code }: { code: string }) {
  const { store, now } = call;
  return store.transact(async (transaction) => {
    const { consoleLogins } = transaction;
    const login = await consoleLogins.require(loginIdOf(code), 'console_login_not_found');
    const state = loginState(login, now);
    if (!isUndecided(state)) return { state };
    await consoleLogins.update(login._id, { state: 'refused' });
    await recordAudit(transaction, call, {
      action: 'console.refuseLogin',
      subjectId: login._id,
      detail: { browser: login.browser, place: login.place },
    });
    return { state: 'refused' as LoginState };
  });
}
