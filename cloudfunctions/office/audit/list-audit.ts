import { refuse } from '../../../contracts/errors';
import type { AuditFilter } from '../../../contracts/office/office';
import { isMemberId } from '../../../contracts/primitives/ids';
import {
  endOfChinaDay,
  instant,
  startOfChinaDate,
  type ChinaDate,
  type Instant,
} from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { personHandleFor } from '../../kit/ids/derived-id';
import { holdingOneOf, lessThan, moreThan, oneOf, type Conditions } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { byHandle, readRoster } from '../../merchant/roles/lock-roster';
import { readStoreNames, withStoreNames } from './read-store-names';
import { orderOf, staffIdOf, calledOf, thingOf } from './subject';

type Call = ReadCall<'operator'>;
type Entry = DocumentOf<'auditEntries'>;

const PAGE = 30;

/**
 * 操作日志, newest first, of somebody, about somebody or something, of some kinds, of a day. What an entry is about is told where it is the
 * merchant's own or one of the staff; everything else would be somebody's id.
 */
export async function listAudit(
  { store, now }: Call,
  { cursor, who, about, actions, day }: { cursor: string | null } & AuditFilter,
) {
  const [from, until] = day === null ? [instant(0), null] : [firstOf(day), endOfChinaDay(firstOf(day))];
  const where: Conditions<Entry> = {
    at: until === null ? moreThan(from) : lessThan(until),
    ...(who !== null && { staffId: await accountOf({ store }, who) }),
    ...(about !== null && { about: holdingOneOf(await namesOf({ store }, about)) }),
    ...(actions.length > 0 && { action: oneOf(actions) }),
  };
  const page = await store.auditEntries.find({
    where,
    orderBy: 'at',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  // What is older than the day ends the list.
  const items = page.items.filter(({ at }) => at >= from);
  const stores = await readStoreNames(store, items);
  const entries = items.map((entry) => ({
    at: entry.at,
    who: entry.role === 'shopper' || entry.role === 'system' ? null : personHandleFor(entry.staffId),
    name: entry.staffName,
    role: entry.role,
    storeName: entry.storeId === null ? null : (stores.get(entry.storeId) ?? null),
    via: entry.via,
    action: entry.action,
    orderId: orderOf(entry),
    about: thingOf(entry) ?? handleOf(entry),
    aboutName: calledOf(entry),
    amountFen: entry.amountFen,
    points: entry.points,
    reason: entry.reason,
    before: withStoreNames(entry.before, stores),
    after: withStoreNames(entry.after, stores),
  }));
  const nextCursor = items.length < page.items.length ? null : page.nextCursor;
  return { entries, nextCursor, now };
}

function firstOf(day: ChinaDate): Instant {
  const from = startOfChinaDate(day);
  if (from === null) throw refuse('invalid_input', 'day');
  return from;
}

const accountOf = async ({ store }: Pick<Call, 'store'>, handle: string): Promise<string> =>
  byHandle(await readRoster(store), handle)._id;

const handleOf = (entry: Entry): string | null => {
  const staffId = staffIdOf(entry);
  return staffId === null ? null : personHandleFor(staffId);
};

/** A member has been called by the ids of those merged into them, too. */
async function namesOf({ store }: Pick<Call, 'store'>, id: string): Promise<string[]> {
  if (id.startsWith('who_')) return [await accountOf({ store }, id)];
  if (!isMemberId(id)) return [id];
  const member = await store.members.get(id);
  return [id, ...(member?.absorbed ?? [])];
}
