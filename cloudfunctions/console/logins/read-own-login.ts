import { loginIdOf, pollHashOf } from '../../kit/console/session-transport';
import type { DocumentOf } from '../../kit/store/schema';
import type { SignInCall } from '../open-sign-in';

export type Login = DocumentOf<'consoleLogins'>;

/** The login of the cookie; null when there is none, or the secret is another's. */
export async function readOwnLogin({ store, loginProof }: SignInCall): Promise<Login | null> {
  const proof = loginProof();
  if (!proof) return null;
  const login = await store.consoleLogins.get(loginIdOf(proof.code));
  return login?.pollHash === pollHashOf(proof.secret) ? login : null;
}
