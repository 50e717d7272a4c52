import { createHash } from 'node:crypto';
import { TuankaError, tooManyRequests } from '../../../contracts/errors';
import type { CallLimit } from '../../../contracts/limit';
import type { Operation } from '../../../contracts/operation';
import { openIdKey } from '../store/query/document-ids';
import type { DocumentOf } from '../store/schema';
import { Duplicate } from '../store/store-error';
import { countOne } from './limit-window';
import type { LimitedCall } from './limited-call';
import { watchWrongTries } from './watch-wrong-tries';

/**
 * Runs the use case within the limit its contract declares.
 * @throws TuankaError too_many_requests with `retryAt`; whatever `work` throws
 */
export async function enforceLimit<Answer>(
  { limit }: Operation,
  call: LimitedCall,
  input: unknown,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (limit === undefined || 'boundedBy' in limit) return work();
  if (limit.counts !== 'calls') return watchWrongTries(call, limit, input, work);
  if (isCounted(limit, input)) await countCall(call, limit);
  return work();
}

function isCounted({ onlyWhen }: CallLimit, input: unknown): boolean {
  if (!onlyWhen) return true;
  const value: unknown =
    typeof input === 'object' && input !== null ? Reflect.get(input, onlyWhen.field) : undefined;
  return (value === null || value === undefined) === onlyWhen.isNull;
}

/** Says nothing about who it is. */
function windowIdOf({ caller }: LimitedCall, { name }: CallLimit): string {
  const key = openIdKey(caller.appId, caller.openId);
  return `${name}:${createHash('sha256').update(`limit\n${name}\n${key}`).digest('hex').slice(0, 32)}`;
}

/** So many of one person's calls at once are not a person's. */
const RIVALS = 20;

/** Two database calls: whoever changes the window as it was read is counted, everybody else reads it again. */
async function countCall(call: LimitedCall, limit: CallLimit): Promise<void> {
  const { requestId, now } = call;
  const { limitWindows } = call.openCounts();
  const _id = windowIdOf(call, limit);
  for (let attempt = 0; attempt < RIVALS; attempt += 1) {
    const known = await limitWindows.get(_id);
    const counted = countOne(known, limit, now, requestId);
    if (counted.outcome === 'refused') throw tooManyRequests(counted.retryAt, now);
    const isOurs = known
      ? await limitWindows.updateIf(_id, asRead(known), counted.window)
      : await limitWindows.insert({ _id, ...counted.window }).then(() => true, ignoreDuplicate);
    if (isOurs) return;
  }
  throw new TuankaError('busy', 'a rush on one limit');
}

const asRead = ({ startedAt, count, lastRequest }: DocumentOf<'limitWindows'>) => ({
  startedAt,
  count,
  lastRequest,
});

function ignoreDuplicate(error: unknown): false {
  if (!(error instanceof Duplicate)) throw error;
  return false;
}
