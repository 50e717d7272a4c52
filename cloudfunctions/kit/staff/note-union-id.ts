import type { Instant } from '../../../contracts/primitives/time';
import type { Caller } from '../host/caller';
import { unionIdKey } from '../store/query/document-ids';
import type { DocumentOf } from '../store/schema';
import type { Store } from '../store/store';

/**
 * Keeps the unionid WeChat names with an account of the staff, so that two accounts of one clerk are known to be one person though neither
 * is a member. Written once an account, and what members of this person were given before is compared again.
 */
export async function noteUnionId(
  openNotes: () => Pick<Store, 'transact'>,
  { _id, unionKey: before }: DocumentOf<'staff'>,
  { unionId }: Caller,
  now: Instant,
): Promise<void> {
  if (unionId === null || before === unionIdKey(unionId)) return;
  const unionKey = unionIdKey(unionId);
  await openNotes().transact(async (transaction) => {
    const staff = await transaction.staff.get(_id);
    if (!staff || staff.unionKey === unionKey) return;
    await transaction.staff.update(_id, { unionKey });
    for (const key of [_id, unionKey]) {
      const identity = await transaction.identities.get(key);
      if (!identity || identity.kind === 'closed') continue;
      const member = await transaction.members.get(identity.memberId);
      if (member) await transaction.members.update(member._id, { personCheckAt: now });
    }
  });
}
