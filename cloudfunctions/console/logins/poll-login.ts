import type { OutputOf, SignInAnswer, SignInCall } from '../open-sign-in';
import { loginState } from './login-state';
import { readOwnLogin } from './read-own-login';

export async function pollLogin(call: SignInCall): Promise<SignInAnswer<OutputOf<'poll'>>> {
  const login = await readOwnLogin(call);
  return { data: { state: login ? loginState(login, call.now) : 'expired' }, cookie: null };
}
