import { createHash } from 'node:crypto';
import { TuankaError, tooManyRequests } from '../../../contracts/errors';
import type { CallLimit, WrongTryLimit } from '../../../contracts/limit';
import type { Operation } from '../../../contracts/operation';
import type { RequestId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { closeAlarm, raiseAlarm } from '../alarm/raise-alarm';
import { openIdKey } from '../store/document-ids';
import type { DocumentOf } from '../store/schema';
import { Duplicate } from '../store/store-error';
import type { Store } from '../store/store';
import type { Caller } from './caller';
import { countOne, fullUntil } from './limit-window';

/** Why it is so, and what it costs: docs/decisions/0023-limits.md. */
interface LimitedCall {
  /** Counting writes, also where the operation only reads. */
  store: Store;
  caller: Caller;
  actor: object | { staff: DocumentOf<'staff'> };
  requestId: RequestId;
  now: Instant;
}

const ALARM = 'wrong_codes';

/**
 * Runs the use case within the limit its contract declares.
 * @throws TuankaError too_many_requests with `retryAt`; whatever `work` throws
 */
export async function withinLimit<Answer>(
  { limit }: Operation,
  call: LimitedCall,
  input: unknown,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (limit === undefined || 'boundedBy' in limit) return work();
  if (limit.counts === 'calls') {
    if (isCounted(limit, input)) await countCall(call, limit);
    return work();
  }
  return watchWrongTries(call, limit, work);
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
  const { store, requestId, now } = call;
  const _id = windowIdOf(call, limit);
  for (let attempt = 0; attempt < RIVALS; attempt += 1) {
    const known = await store.limitWindows.get(_id);
    const counted = countOne(known, limit, now, requestId);
    if (counted.outcome === 'refused') throw tooManyRequests(counted.retryAt, now);
    const isOurs = known
      ? await store.limitWindows.updateIf(_id, asRead(known), counted.window)
      : await store.limitWindows.insert({ _id, ...counted.window }).then(() => true, ignoreDuplicate);
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

/** The count stands with the staff member's role, which was read anyway: only a wrong try costs database calls. */
async function watchWrongTries<Answer>(
  call: LimitedCall,
  limit: WrongTryLimit,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { actor, now } = call;
  if (!('staff' in actor)) throw new Error('wrong tries are counted of staff only');
  const until = fullUntil(actor.staff.wrongTries, limit, now);
  if (until !== null) throw tooManyRequests(until, now);
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TuankaError) || !limit.counts.includes(error.code)) throw error;
    const retryAt = await countWrongTry(call, limit, actor.staff._id);
    throw retryAt === null ? error : tooManyRequests(retryAt, now);
  }
}

/** Null: counted. Otherwise others used up the window while this one was looked up, and it is told nothing. */
async function countWrongTry(
  { store, requestId, now }: LimitedCall,
  limit: WrongTryLimit,
  staffId: string,
): Promise<Instant | null> {
  const { counted, before } = await store.transact(async (transaction) => {
    const staff = await transaction.staff.require(staffId, 'not_allowed');
    const result = countOne(staff.wrongTries, limit, now, requestId);
    if (result.outcome === 'counted') await transaction.staff.update(staffId, { wrongTries: result.window });
    return { counted: result, before: staff };
  });
  if (counted.outcome === 'refused') return counted.retryAt;
  const alarm = { kind: ALARM, subject: staffId };
  if (counted.window.count === limit.most)
    await raiseAlarm(store, { ...alarm, detail: `${limit.most} wrong codes at the counter` }, now);
  else if (counted.window.count === 1 && before.wrongTries !== null && before.wrongTries.count >= limit.most)
    await closeAlarm(store, alarm, now);
  return null;
}
