import type { CallLimit } from '../../../contracts/limit';
import type { Operation } from '../../../contracts/operation';
import { openIdKey } from '../store/query/document-ids';
import { countWindow, windowIdFor } from './count-window';
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

const countCall = ({ openCounts, caller, requestId, now }: LimitedCall, limit: CallLimit): Promise<void> =>
  countWindow(openCounts(), {
    windowId: windowIdFor(limit.name, openIdKey(caller.appId, caller.openId)),
    allowance: limit,
    requestId,
    now,
  });
