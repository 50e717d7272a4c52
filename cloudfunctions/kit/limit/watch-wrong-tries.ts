import { createHash } from 'node:crypto';
import { refuse, TuankaError, tooManyRequests } from '../../../contracts/errors';
import type { WrongTryLimit } from '../../../contracts/limit';
import { isStoreId, type RequestId } from '../../../contracts/primitives/ids';
import { MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { clearAlarm, raiseAlarm } from '../alarm/raise-alarm';
import { workplaceOf } from '../staff/store-scope';
import type { DocumentOf } from '../store/schema';
import type { Conditions } from '../store/query/condition';
import type { Store } from '../store/store';
import { countOne, fullUntil, tallyOne, untally, type LimitWindow } from './limit-window';
import type { LimitedCall } from './limited-call';
import { NO_SINGLE_STORE, wrongCodesId } from './wrong-codes';

type Staff = DocumentOf<'staff'>;

/** So many of one clerk's tries at once are not a person's. */
const RIVALS = 20;

/**
 * A try is counted before anything is looked up and taken off again when it was right: of however many at once no more are looked up
 * than the limit allows. The count stands with the staff member's role, which was read anyway.
 */
export async function watchWrongTries<Answer>(
  call: LimitedCall,
  limit: WrongTryLimit,
  input: unknown,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { staff } = call;
  if (staff === null) throw new Error('wrong tries are counted of staff only');
  const tried = hashOf(input);
  // What was right a moment ago is confirmed now: no guess.
  const isGuess = limit.counted === 'first' && staff.rightTry !== tried;
  const full = fullUntil(staff.wrongTries, limit, call.now);
  if (!isGuess && full !== null) throw tooManyRequests(full, call.now);
  const reserved = isGuess ? await countTry(call, limit, staff) : null;
  try {
    const answer = await work();
    if (reserved) await takeOff(call, staff._id, reserved, { rightTry: tried });
    return answer;
  } catch (error) {
    if (error instanceof TuankaError && limit.counts.includes(error.code)) {
      if (!reserved) await countTry(call, limit, staff);
      await countAtPlace(call, limit, placeOf(staff, input));
    } else if (reserved) await takeOff(call, staff._id, reserved, {});
    throw error;
  }
}

const hashOf = (input: unknown): string =>
  createHash('sha256').update(JSON.stringify(input)).digest('base64url');

/** @throws TuankaError too_many_requests, busy */
async function countTry(call: LimitedCall, limit: WrongTryLimit, read: Staff): Promise<LimitWindow> {
  const { requestId, now } = call;
  const { staff } = call.openCounts();
  let known: Staff | null = read;
  for (let attempt = 0; attempt < RIVALS && known !== null; attempt += 1) {
    const counted = countOne(known.wrongTries, limit, now, requestId);
    if (counted.outcome === 'refused') throw tooManyRequests(counted.retryAt, now);
    if (await staff.updateIf(read._id, asRead(known.wrongTries), { wrongTries: counted.window }))
      return counted.window;
    known = await staff.get(read._id);
  }
  throw known === null ? refuse('not_allowed') : new TuankaError('busy', 'a rush on one limit');
}

/** Takes it off its own window. One that a crash leaves counts as wrong: nobody learns more by it. */
async function takeOff(
  call: LimitedCall,
  staffId: string,
  reserved: LimitWindow,
  right: { rightTry?: string },
): Promise<void> {
  const { staff } = call.openCounts();
  let window: LimitWindow | null = reserved;
  for (let attempt = 0; attempt < RIVALS; attempt += 1) {
    const left = untally(window, reserved.startedAt);
    if (left === 'over') return;
    if (await staff.updateIf(staffId, asRead(window), { wrongTries: left, ...right })) return;
    window = (await staff.get(staffId))?.wrongTries ?? null;
  }
}

const asRead = (window: LimitWindow | null): Conditions<Staff> =>
  window === null
    ? { wrongTries: null }
    : {
        'wrongTries.startedAt': window.startedAt,
        'wrongTries.count': window.count,
        'wrongTries.lastRequest': window.lastRequest,
      };

/** Where it was tried: the store the input names, or the only one the clerk works at. */
function placeOf(staff: Staff, input: unknown): string {
  const named: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'storeId') : null;
  if (typeof named === 'string') return named;
  const workplace = workplaceOf(staff, []);
  const [only, another] = workplace === 'everywhere' ? [] : workplace;
  return only !== undefined && another === undefined ? only : NO_SINGLE_STORE;
}

/** A wrong one stays counted, and counts for where it was tried, too. */
async function countAtPlace(call: LimitedCall, limit: WrongTryLimit, place: string): Promise<void> {
  const { requestId, now } = call;
  const store = call.openCounts();
  const result = await store.transact(async ({ limitWindows }) => {
    const before = await limitWindows.get(wrongCodesId(place));
    const there = tallyOne(before, limit, now, requestId);
    await limitWindows.replace({ _id: wrongCodesId(place), ...there });
    return { before, there };
  });
  await tellOfStore({ store, now, requestId }, limit, place, result);
}

/** The store has an allowance like a clerk's: one clerk who used theirs up, or several together, is what somebody should look at. */
async function tellOfStore(
  call: { store: Store; now: Instant; requestId: RequestId },
  { most, withinMs }: WrongTryLimit,
  place: string,
  { before, there }: { before: LimitWindow | null; there: LimitWindow },
): Promise<void> {
  const about = { kind: 'wrong_codes', subject: place } as const;
  if (there.count >= most) {
    const known = isStoreId(place) ? await call.store.stores.get(place) : null;
    const detail = `${known?.name ?? '未分门店'}：${withinMs / MINUTE_MS} 分钟内输错 ${most} 次`;
    await raiseAlarm(call, { ...about, detail, since: there.startedAt });
  } else if (there.count === 1 && before !== null && before.count >= most) await clearAlarm(call, about);
}
