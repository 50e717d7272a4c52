import { createHash } from 'node:crypto';
import { refuse } from '../../../contracts/errors';
import type { RequestId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { requestMarkIdFor } from '../ids/derived-id';
import { openIdKey } from '../store/query/document-ids';
import { Duplicate } from '../store/store-error';
import type { Store } from '../store/store';
import type { Caller } from './caller';

interface Request {
  caller: Caller;
  requestId: RequestId;
  /** `<area>.<operation>` */
  operation: string;
  /** As the contract parsed it. */
  input: unknown;
  now: Instant;
}

/**
 * Remembers what a request said before anything is done for it, so that its id can never answer for something else: a form whose
 * answer was lost and whose amount was edited is refused instead of being told that the new amount is done; nor for somebody
 * else, whatever they ask. One database call; the repeat of a request takes two.
 * @throws TuankaError request_changed
 */
export async function markRequest(store: Store, request: Request): Promise<void> {
  const { caller, requestId, now } = request;
  const _id = requestMarkIdFor(requestId);
  const said = fingerprintOf({ ...request, callerKey: openIdKey(caller.appId, caller.openId) });
  try {
    await store.requestMarks.insert({ _id, said, at: now, chosen: null });
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    const mark = await store.requestMarks.get(_id);
    // Cleared in between: it was this request or none.
    if (mark && mark.said !== said) throw refuse('request_changed');
  }
}

interface Said extends Pick<Request, 'operation' | 'input'> {
  callerKey: string;
}

/** The same for inputs that say the same, in whatever order their fields come, of one caller. */
export const fingerprintOf = ({ operation, input, callerKey }: Said): string =>
  createHash('sha256')
    .update(JSON.stringify([callerKey, operation, input], inOneOrder))
    .digest('base64url');

function inOneOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
