import { refuse, TuankaError } from '../../../contracts/errors';
import type { Operation, WireAnswer } from '../../../contracts/operation';
import { instant } from '../../../contracts/primitives/time';
import { isConfirmed } from './console-session';
import { endSession } from './end-session';
import { outlivesRole } from './outlives-role';
import { readSession, type ConsoleSession } from './read-session';
import { isSameOrigin } from './same-origin';
import { dropSession, hasCsrf, readSessionToken } from './session-transport';
import type { Store } from '../store/store';
import { isHttpEvent, parseHttpEvent, type HttpRequest } from '../host/http-event';
import { readPlatformContext } from '../host/caller';
import { mayActAs, type Role } from '../host/roles';
import type { HttpAnswer } from '../host/serve-http';
import type { Visitor } from './visitor';

/** Operations of people in WeChat, and of leaders, are not done at a desk. */
const AT_THE_DESK: readonly string[] = ['adviser', 'clerk', 'operator', 'owner'] satisfies Role[];

/** A request of the web console, when that is what reached the function: what the mini-program sends comes with somebody's openid. */
export function consoleRequestOf(event: unknown, context: unknown): HttpRequest | null {
  if (!isHttpEvent(event) || readPlatformContext(context).WX_OPENID !== undefined) return null;
  return parseHttpEvent(event);
}

export const httpAnswer = (
  answer: WireAnswer,
  cookie: string | null = null,
  statusCode = statusOf(answer),
): HttpAnswer => ({
  statusCode,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(cookie !== null && { 'set-cookie': cookie }),
  },
  body: JSON.stringify(answer),
});

const statusOf = (answer: WireAnswer): number =>
  !answer.ok && answer.error.code === 'console_session_over' ? 401 : 200;

/** Who a session is of; kept for what is asked after the answer. */
class SessionVisitor implements Visitor {
  session: ConsoleSession | null = null;
  store: Store | null = null;

  constructor(private readonly request: HttpRequest) {}

  async callerFor(operation: Operation, openStore: () => Store, now = instant(Date.now())) {
    const token = readSessionToken(this.request.headers);
    if (token === null) throw refuse('console_session_over');
    if (!hasCsrf(this.request.headers, token)) throw refuse('not_allowed', 'csrf');
    this.store = openStore();
    this.session = await readSession(this.store, token, now);
    if (!AT_THE_DESK.includes(operation.actor)) throw refuse('unknown_operation');
    if (operation.secondLook && !isConfirmed(this.session.confirmedUntil, now))
      throw refuse('console_second_look');
    return { ...this.session.caller, via: 'desk' as const, since: this.session.startedAt };
  }

  /** Whose role ended is signed out, not only refused. */
  async endIfRoleEnded(): Promise<boolean> {
    if (!this.session || !this.store) return false;
    const staff = await this.store.staff.get(this.session.staffId);
    const isOver = staff && outlivesRole(this.session.startedAt, staff);
    if (staff && !isOver && mayActAs(staff.roles, 'adviser')) return false;
    await endSession(this.store, this.session, instant(Date.now()));
    return true;
  }
}

/** Answers a request of the web console with what `call` makes of its body for whoever the session is of. */
export async function serveConsole(
  request: HttpRequest,
  call: (body: unknown, visitor: Visitor) => Promise<WireAnswer>,
): Promise<HttpAnswer> {
  if (request.method !== 'POST') return { statusCode: 405, headers: { allow: 'POST' } };
  if (!isSameOrigin(request.headers)) return { statusCode: 403 };
  const visitor = new SessionVisitor(request);
  const answer = await call(bodyOf(request), visitor);
  if (answer.ok || answer.error.code !== 'not_allowed') return httpAnswer(answer);
  if (!(await visitor.endIfRoleEnded().catch(() => false))) return httpAnswer(answer);
  const over = new TuankaError('console_session_over');
  const error = { ...answer.error, code: over.code, message: over.message };
  return httpAnswer({ ok: false, error }, dropSession());
}

/** Undefined for what is no JSON: no operation is named by it. */
export function bodyOf({ rawBody }: HttpRequest): unknown {
  try {
    return JSON.parse(rawBody);
  } catch {
    return undefined;
  }
}
