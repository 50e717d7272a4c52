import { isHeardBefore, markNothingDone } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { inParallel } from '../../kit/instance/in-parallel';
import { readSameness } from '../../kit/person/read-sameness';
import { openIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { staffRole } from '../staff';
import { byHandle, isOwner, keepAnOwner, readRoster, withoutStaffRoles } from './lock-roster';

type Staff = DocumentOf<'staff'>;

/** How many others are compared together: a transaction has a hundred operations. */
const COMPARED = 10;
const AT_ONCE = 5;

const inGroups = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** The host reads the stored role at every call, so nothing has to be ended besides it. @throws TuankaError staff_not_found, last_owner */
export async function revokeStaff(
  call: WriteCall<'owner'>,
  { handle, reason }: { handle: string; reason: string },
) {
  const roster = await readRoster(call.store);
  const one = byHandle(roster, handle);
  const { _id: staffId } = one;
  await call.store.transact((transaction) => endRole(transaction, call, { roster, staffId, reason }));
  const others = roster.filter(({ _id, roles }) => _id !== staffId && staffRole(roles) !== null);
  const names = new Map<number, string[]>();
  const groups = inGroups(others, COMPARED);
  await inParallel([...groups.entries()], AT_ONCE, async ([at, group]) => {
    names.set(at, await sameAs(call, one, group));
  });
  return { others: groups.flatMap((_, at) => names.get(at) ?? []) };
}

/** @throws TuankaError last_owner */
export async function leaveStaff(call: WriteCall) {
  const staffId = openIdKey(call.caller.appId, call.caller.openId);
  const roster = await readRoster(call.store);
  await call.store.transact(async (transaction) => {
    const staff = await transaction.staff.get(staffId);
    if (staff) await endRole(transaction, { ...call, staff }, { roster, staffId, reason: null });
  });
  return { left: true as const };
}

interface Ending {
  roster: readonly Staff[];
  staffId: string;
  reason: string | null;
}

async function endRole(
  transaction: TransactionStore,
  acting: Parameters<typeof recordAudit>[1],
  { roster, staffId, reason }: Ending,
): Promise<void> {
  const staff = await transaction.staff.require(staffId, 'staff_not_found');
  const role = staffRole(staff.roles);
  const action = reason === null ? 'merchant.leaveStaff' : 'merchant.revokeStaff';
  const entry = { action, subjectId: staffId };
  if (await isHeardBefore(transaction, acting, entry)) return;
  if (role === null) return markNothingDone(transaction, acting, entry);
  if (isOwner(staff)) await keepAnOwner(transaction, roster, staff, acting.now);
  await transaction.staff.update(staffId, {
    roles: withoutStaffRoles(staff.roles),
    storeIds: [],
    endedAt: acting.now,
  });
  await recordAudit(transaction, acting, {
    ...entry,
    reason,
    detail: { name: staff.name },
    before: { role, stores: staff.storeIds?.join() ?? null },
    after: { role: null },
  });
}

const keysOfStaff = ({ _id, unionKey }: Staff): string[] => [_id, ...(unionKey === null ? [] : [unionKey])];

/** Names of those who are the same person under another account, as far as one knows. */
const sameAs = ({ store }: WriteCall<'owner'>, one: Staff, others: readonly Staff[]): Promise<string[]> =>
  store.transact(async (transaction) => {
    const names: string[] = [];
    for (const other of others) {
      const sameness = await readSameness(
        transaction,
        { memberIds: [], keys: keysOfStaff(one) },
        { memberIds: [], keys: keysOfStaff(other) },
      );
      if (sameness !== 'different') names.push(other.name);
    }
    return names;
  });
