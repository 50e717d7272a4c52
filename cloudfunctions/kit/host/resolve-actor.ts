import { refuse } from '../../../contracts/errors';
import type { Operation } from '../../../contracts/operation';
import { outlivesRole } from '../console/outlives-role';
import { readActingMember } from '../person/find-member';
import { openIdKey } from '../store/query/document-ids';
import type { DocumentOf } from '../store/schema';
import type { ReadStore } from '../store/store';
import type { Caller } from './caller';
import { mayActAs } from './roles';

type Actor = Record<never, never> | { member: DocumentOf<'members'> } | { staff: DocumentOf<'staff'> };

/**
 * Checks that the caller is what the operation requires, from stored data alone.
 * Costs no database call for a guest, one for a member or a role.
 * @throws TuankaError not_a_member, not_allowed, member_frozen
 */
export async function resolveActor(
  { actor: required, idempotency, whenFrozen }: Pick<Operation, 'actor' | 'idempotency' | 'whenFrozen'>,
  store: Pick<ReadStore, 'identities' | 'members' | 'staff'>,
  caller: Caller,
): Promise<Actor> {
  if (required === 'guest') return {};
  if (required === 'member') {
    const member = await readActingMember(store, caller);
    // The one place that keeps a frozen member from changing anything.
    if (member.frozen && idempotency !== 'read' && !whenFrozen) throw refuse('member_frozen');
    return { member };
  }
  const staff = await store.staff.get(openIdKey(caller.appId, caller.openId));
  if (!staff || !mayActAs(staff.roles, required)) throw refuse('not_allowed');
  if (caller.since !== undefined && outlivesRole(caller.since, staff)) throw refuse('not_allowed', 'session');
  return { staff };
}
