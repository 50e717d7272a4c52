import { refuse } from '../../../contracts/errors';
import { endSession } from '../../kit/console/end-session';
import { outlivesRole } from '../../kit/console/outlives-role';
import { readSession } from '../../kit/console/read-session';
import { csrfOf, dropSession } from '../../kit/console/session-transport';
import { staffRole } from '../../merchant/staff';
import type { OutputOf, SignInAnswer, SignInCall } from '../open-sign-in';

/**
 * Whose session it is and what a page of it must send. Whoever lost their role is signed out.
 * @throws TuankaError console_session_over
 */
export async function readUser({ store, settings, now }: SignInCall, token: string) {
  const [session, { merchantName }] = await Promise.all([readSession(store, token, now), settings()]);
  const staff = await store.staff.get(session.staffId);
  const role = staffRole(staff?.roles ?? []);
  if (!staff || role === null || outlivesRole(session.startedAt, staff)) {
    await endSession(store, session, now);
    throw refuse('console_session_over');
  }
  const isEverywhere = role === 'owner' || role === 'operator';
  const stores = isEverywhere ? [] : await store.stores.getMany(staff.storeIds ?? []);
  return {
    name: staff.name,
    brandName: merchantName,
    role,
    stores: isEverywhere ? null : stores.map(({ name }) => name),
    csrf: csrfOf(token),
    endsAt: session.endsAt,
    confirmedUntil: session.confirmedUntil,
    now,
  };
}

export const answerUser = async (call: SignInCall): Promise<SignInAnswer<OutputOf<'readUser'>>> => ({
  data: await readUser(call, call.bareToken()),
  cookie: null,
});

/** One that is over stays so. @throws TuankaError console_session_over without a cookie */
export async function signOut(call: SignInCall): Promise<SignInAnswer<OutputOf<'end'>>> {
  const session = await readSession(call.store, call.sessionToken(), call.now);
  await endSession(call.store, session, call.now);
  return { data: { ended: true }, cookie: dropSession() };
}
