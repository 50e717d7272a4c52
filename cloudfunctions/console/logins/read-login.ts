import { refuse } from '../../../contracts/errors';
import { loginIdOf } from '../../kit/console/session-transport';
import type { WriteCall } from '../../kit/host/call';
import { staffRole } from '../../merchant/staff';
import { loginState } from './login-state';

/** Shows who asks. @throws TuankaError console_login_not_found */
export async function readLogin({ store, staff, now }: WriteCall<'adviser'>, { code }: { code: string }) {
  const _id = loginIdOf(code);
  const login = await store.consoleLogins.require(_id, 'console_login_not_found');
  if (loginState(login, now) === 'waiting')
    await store.consoleLogins.updateIf(_id, { state: 'waiting' }, { state: 'seen' });
  const { purpose, number, browser, place, requestedAt, expiresAt } = login;
  const known = loginState(login, now);
  const role = staffRole(staff.roles);
  if (role === null) throw refuse('not_allowed');
  return {
    login: {
      purpose,
      state: known === 'waiting' ? ('seen' as const) : known,
      number,
      browser,
      place,
      requestedAt,
      expiresAt,
      role,
    },
  };
}
