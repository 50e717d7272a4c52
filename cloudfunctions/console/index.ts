import { consoleOperations } from '../../contracts/console/console';
import { serve } from '../kit/host/serve';
import { bodyOf, consoleRequestOf } from '../kit/console/serve-console';
import { serveHttp } from '../kit/host/serve-http';
import { approveLogin } from './logins/approve-login';
import { readLogin } from './logins/read-login';
import { refuseLogin } from './logins/refuse-login';
import { endSession, listSessions } from './sessions/list-sessions';
import { SIGN_IN_FAILURE, signIn, signInOperationOf } from './sign-in';

const operations = serve('console', consoleOperations, {
  readLogin,
  approveLogin,
  refuseLogin,
  listSessions,
  endSession,
});
const steps = serveHttp('console', SIGN_IN_FAILURE, signIn);

/** What a phone does for the web console, and how a browser signs in: the one before anybody is known, the other over HTTP access. */
export const main = async (event: unknown, context: unknown): Promise<unknown> => {
  const request = consoleRequestOf(event, context);
  const isStep = request !== null && signInOperationOf(bodyOf(request)) !== null;
  return isStep ? steps(event, context) : operations(event, context);
};
