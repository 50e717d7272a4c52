import { refuse } from '../../../contracts/errors';
import type { Instant } from '../../../contracts/primitives/time';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import type { Caller } from '../../kit/host/caller';
import { unionIdKey } from '../../kit/store/query/document-ids';
import { personHandleFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore, TransactionStore } from '../../kit/store/store';
import { staffRole } from '../staff';

type Staff = DocumentOf<'staff'>;

/** Everybody there is a document of, with a role or without: staff are few. */
export const readRoster = ({ staff }: Pick<ReadStore, 'staff'>): Promise<Staff[]> =>
  allPages((cursor) =>
    staff.find({ where: { _id: moreThan('openid:') }, orderBy: '_id', limit: 500, cursor }),
  );

/** A handle is made of the account and leads back to it only by going through them. @throws TuankaError staff_not_found */
export function byHandle(roster: readonly Staff[], handle: string): Staff {
  const found = roster.find(({ _id }) => personHandleFor(_id) === handle);
  if (!found) throw refuse('staff_not_found');
  return found;
}

export const isOwner = ({ roles }: Pick<Staff, 'roles'>): boolean => staffRole(roles) === 'owner';

/**
 * Two owners who step down at the same moment would each see the other: every change of owners writes the one document of the
 * roster, so that the second of two transactions looks again.
 */
export async function lockRoster(
  transaction: Pick<TransactionStore, 'staffRosters'>,
  now: Instant,
): Promise<DocumentOf<'staffRosters'>> {
  const before = await transaction.staffRosters.get('merchant');
  const roster = { takenBy: null, codeId: null, ...before, _id: 'merchant' as const };
  const locked = { ...roster, changes: (before?.changes ?? 0) + 1, changedAt: now };
  await transaction.staffRosters.replace(locked);
  return locked;
}

/**
 * Before somebody stops being an owner. @param roster read outside the transaction; who is still an owner is read here
 * @throws TuankaError last_owner
 */
export async function keepAnOwner(
  transaction: Pick<TransactionStore, 'staffRosters' | 'staff'>,
  roster: readonly Staff[],
  leaving: Pick<Staff, '_id'>,
  now: Instant,
): Promise<void> {
  await lockRoster(transaction, now);
  for (const { _id } of roster.filter((one) => isOwner(one) && one._id !== leaving._id)) {
    const other = await transaction.staff.get(_id);
    if (other && isOwner(other)) return;
  }
  throw refuse('last_owner');
}

/** What somebody begins with who was none of the staff. */
export const newStaff = ({ unionId }: Pick<Caller, 'unionId'>) => ({
  leaderId: null,
  endedAt: null,
  lowered: null,
  wrongTries: null,
  rightTry: null,
  unionKey: unionId === null ? null : unionIdKey(unionId),
});

/** Without any role of the staff; leading a group is another matter. */
export const withoutStaffRoles = (roles: Staff['roles']): Staff['roles'] =>
  roles.filter((role) => role === 'leader');
