/** POST /admin: the data plane the unmodified SDK talks to. Every answer is HTTP 200; a refusal is a code in the body. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import type { LocalDatabase } from '../database';
import { DatabaseError, transactionConflict } from '../database/errors';
import { runAction } from './actions';
import type { CallDescription, Fault, FaultInjector } from './faults';
import { parseRequest, type AdminRequest } from './request';
import type { CallStatistics } from './statistics';

export { createFaultInjector, describeCall, faultRuleSchema } from './faults';
export type { CallDescription, Fault, FaultInjector, FaultKind, FaultRule } from './faults';
export { createStatistics } from './statistics';
export type { CallCounts, CallStatistics } from './statistics';

export interface GatewayOptions {
  database: LocalDatabase;
  now: () => number;
  faults?: FaultInjector;
  stats?: CallStatistics;
  /** A transaction began, by the request of this `seqId`. */
  onTransaction?: (seqId: string | undefined, abort: () => void) => void;
}

type GatewayContext = Context<{ Bindings: Partial<HttpBindings> }>;
type Answer = Record<string, unknown>;

/** The outcome of a call when no answer may leave: the connection is cut. */
const NO_ANSWER = Symbol('no answer');

export function createGateway(options: GatewayOptions): Hono<{ Bindings: Partial<HttpBindings> }> {
  const app = new Hono<{ Bindings: Partial<HttpBindings> }>();
  let sequence = 0;

  app.post('/admin', async (c) => {
    const requestId = randomUUID();
    const outcome = await answerCall(options, () => ++sequence, c).catch(errorAnswer);
    if (outcome === NO_ANSWER) return cutConnection(c);
    return c.json({ ...outcome, requestId });
  });
  return app;
}

async function answerCall(
  options: GatewayOptions,
  nextSequence: () => number,
  c: GatewayContext,
): Promise<Answer | typeof NO_ANSWER> {
  const request = parseRequest(await c.req.json());
  const env = request.envName ?? c.req.query('env') ?? '';
  const call: CallDescription = {
    sequence: nextSequence(),
    env,
    action: request.action,
    collection: request.collectionName,
    inTransaction: request.transactionId !== undefined,
  };
  options.stats?.record(call);
  const execute = async (): Promise<Answer> => {
    const answer = await runAction(options.database.environment(env), request, options.now).catch(
      errorAnswer,
    );
    if ('transactionId' in answer && typeof answer.transactionId === 'string') {
      const begun = { ...request, transactionId: answer.transactionId };
      options.onTransaction?.(c.req.query('seqId'), () => endTransaction(options.database, env, begun));
    }
    return answer;
  };
  const fault = options.faults?.decide(call);
  if (!fault) return execute();
  return executeWithFault(fault, execute, () => endTransaction(options.database, env, request));
}

async function executeWithFault(
  fault: Fault,
  execute: () => Promise<Answer>,
  endTransactionOfCall: () => void,
): Promise<Answer | typeof NO_ANSWER> {
  switch (fault.kind) {
    case 'drop':
      return NO_ANSWER;
    case 'drop-after':
      await execute();
      return NO_ANSWER;
    case 'delay':
      await sleep(fault.delayMs);
      return execute();
    case 'error-before':
      throw injectedError('before');
    case 'error-after':
      await execute();
      throw injectedError('after');
    case 'conflict':
      endTransactionOfCall();
      throw transactionConflict();
    case 'duplicate':
      await execute();
      return execute();
  }
}

const injectedError = (moment: string): DatabaseError =>
  new DatabaseError('SYS_ERR', `[InternalError] injected fault ${moment} execution`);

/** CloudBase ends a transaction that conflicts, and the SDK retries without rolling back: so must an injected conflict. */
function endTransaction(database: LocalDatabase, env: string, { transactionId }: AdminRequest): void {
  if (transactionId === undefined) return;
  try {
    database.environment(env).abortTransaction(transactionId);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error; // it had ended already
  }
}

function errorAnswer(error: unknown): Answer {
  if (error instanceof DatabaseError) return { code: error.code, message: error.message };
  if (error instanceof SyntaxError || error instanceof TypeError) {
    return { code: 'INVALID_PARAM', message: `[InvalidParameter] ${error.message}` };
  }
  return {
    code: 'SYS_ERR',
    message: `[InternalError] ${error instanceof Error ? error.message : String(error)}`,
  };
}

/** Without a socket (called in process) the caller sees what a cut connection becomes at best: a bad gateway. */
function cutConnection(c: GatewayContext): Response {
  const socket = c.env.incoming?.socket;
  if (!socket) return c.body(null, 502);
  socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
