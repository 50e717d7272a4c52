import { TuankaError, tooManyRequests } from '../../../contracts/errors';
import type { WrongTryLimit } from '../../../contracts/limit';
import { isStoreId, type RequestId } from '../../../contracts/primitives/ids';
import { MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { clearAlarm, raiseAlarm } from '../alarm/raise-alarm';
import { workplaceOf } from '../staff/store-scope';
import type { DocumentOf } from '../store/schema';
import type { Store } from '../store/store';
import { countOne, fullUntil, tallyOne, type LimitWindow } from './limit-window';
import type { LimitedCall } from './limited-call';
import { NO_SINGLE_STORE, wrongCodesId } from './wrong-codes';

type Staff = DocumentOf<'staff'>;

/** The count stands with the staff member's role, which was read anyway: only a wrong try costs database calls. */
export async function watchWrongTries<Answer>(
  call: LimitedCall,
  limit: WrongTryLimit,
  input: unknown,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { staff, now } = call;
  if (staff === null) throw new Error('wrong tries are counted of staff only');
  const until = fullUntil(staff.wrongTries, limit, now);
  if (until !== null) throw tooManyRequests(until, now);
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TuankaError) || !limit.counts.includes(error.code)) throw error;
    const retryAt = await countWrongTry(call, limit, staff, placeOf(staff, input));
    throw retryAt === null ? error : tooManyRequests(retryAt, now);
  }
}

/** Where it was tried: the store the input names, or the only one the clerk works at. */
function placeOf(staff: Staff, input: unknown): string {
  const named: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'storeId') : null;
  if (typeof named === 'string') return named;
  const workplace = workplaceOf(staff, []);
  const [only, another] = workplace === 'everywhere' ? [] : workplace;
  return only !== undefined && another === undefined ? only : NO_SINGLE_STORE;
}

/** Null: counted. Otherwise others used up the window while this one was looked up, and it is told nothing. */
async function countWrongTry(
  call: LimitedCall,
  limit: WrongTryLimit,
  { _id: staffId }: Staff,
  place: string,
): Promise<Instant | null> {
  const { requestId, now } = call;
  const store = call.openCounts();
  const result = await store.transact(async (transaction) => {
    const staff = await transaction.staff.require(staffId, 'not_allowed');
    const counted = countOne(staff.wrongTries, limit, now, requestId);
    if (counted.outcome === 'refused') return counted;
    const before = await transaction.limitWindows.get(wrongCodesId(place));
    const there = tallyOne(before, limit, now, requestId);
    await transaction.staff.update(staffId, { wrongTries: counted.window });
    await transaction.limitWindows.replace({ _id: wrongCodesId(place), ...there });
    return { outcome: 'counted' as const, before, there };
  });
  if (result.outcome === 'refused') return result.retryAt;
  await tellOfStore({ store, now, requestId }, limit, place, result);
  return null;
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
