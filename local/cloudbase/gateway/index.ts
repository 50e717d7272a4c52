/** What the data plane answers the unmodified SDK: always with HTTP 200, a refusal is a code in the body. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { BSONError } from 'bson';
import type { LocalDatabase } from '../database';
import { DatabaseError, transactionConflict } from '../database/errors';
import { runAction } from './actions';
import type { CallDescription, Fault, FaultInjector } from './faults';
import { parseRequest, type AdminRequest } from './request';
import { isStorageAction, type CloudStorage } from '../storage';
import type { CallStatistics } from './statistics';
import { watchTransactions, type TransactionWatch, type TransactionWatchOptions } from './transaction-watch';

export { createFaultInjector, describeCall, faultRuleSchema } from './faults';
export type { CallDescription, Fault, FaultInjector, FaultKind, FaultRule } from './faults';
export { createStatistics } from './statistics';
export type { CallCounts, CallStatistics } from './statistics';

export interface GatewayOptions {
  database: LocalDatabase;
  now: () => number;
  faults?: FaultInjector;
  stats?: CallStatistics;
  transactions?: TransactionWatchOptions;
  /** What the SDK asks of the cloud storage comes the same way. */
  storage?: CloudStorage;
  /** What the SDK's `callFunction` asks for, with the environment's key. */
  callFunction?: (env: string, request: unknown) => Promise<Answer>;
  /** A transaction began, by the request of this `seqId`. */
  onTransaction?: (seqId: string | undefined, abort: () => void) => void;
}

type Answer = Record<string, unknown>;

/** The outcome of a call when no answer may leave: the connection is cut. */
export const NO_ANSWER = Symbol('no answer');

/** One call of the SDK: the body it posted and what it put into the URL. */
export interface GatewayCall {
  body: string;
  env: string | null;
  seqId: string | undefined;
}

/** @returns the JSON to answer, always with HTTP 200 */
export type Gateway = (call: GatewayCall) => Promise<string | typeof NO_ANSWER>;

export function createGateway(options: GatewayOptions): Gateway {
  let sequence = 0;
  const watch = watchTransactions(options.transactions ?? { batchInTransaction: false });
  return async (call) => {
    const requestId = randomUUID();
    const outcome = await answerCall(options, watch, () => ++sequence, call).catch(errorAnswer);
    return outcome === NO_ANSWER ? NO_ANSWER : JSON.stringify({ ...outcome, requestId });
  };
}

async function answerCall(
  options: GatewayOptions,
  watch: TransactionWatch,
  nextSequence: () => number,
  { body, env: envInUrl, seqId }: GatewayCall,
): Promise<Answer | typeof NO_ANSWER> {
  const posted: unknown = JSON.parse(body);
  const request = parseRequest(posted);
  const env = request.envName ?? envInUrl ?? '';
  const call: CallDescription = {
    sequence: nextSequence(),
    env,
    action: request.action,
    collection: request.collectionName,
    inTransaction: request.transactionId !== undefined,
  };
  if (request.action === 'functions.invokeFunction' && options.callFunction)
    return options.callFunction(env, posted);
  const isStorage = isStorageAction(request.action);
  // No call of the database: budgets count those.
  if (!isStorage) options.stats?.record(call);
  const execute = async (): Promise<Answer> => {
    if (isStorage && options.storage) return options.storage.answer(env, posted);
    const answer = await runAllowed(options, watch, env, request).catch(errorAnswer);
    if ('transactionId' in answer && typeof answer.transactionId === 'string') {
      watch.began(answer.transactionId);
      const begun = { ...request, transactionId: answer.transactionId };
      options.onTransaction?.(seqId, () => endTransaction(options.database, env, begun));
    }
    return answer;
  };
  const fault = options.faults?.decide(call);
  if (!fault) return execute();
  return executeWithFault(fault, execute, () => endTransaction(options.database, env, request));
}

/** What a transaction may not hold ends it, as every refusal does. */
async function runAllowed(
  { database, now }: GatewayOptions,
  watch: TransactionWatch,
  env: string,
  request: AdminRequest,
): Promise<Answer> {
  try {
    watch.before(request);
  } catch (error) {
    endTransaction(database, env, request);
    throw error;
  }
  return runAction(database.environment(env), request, now);
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
  if (error instanceof SyntaxError || error instanceof TypeError || error instanceof BSONError) {
    return { code: 'INVALID_PARAM', message: `[InvalidParameter] ${error.message}` };
  }
  return {
    code: 'SYS_ERR',
    message: `[InternalError] ${error instanceof Error ? error.message : String(error)}`,
  };
}
