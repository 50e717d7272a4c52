import { refuse } from '../../../contracts/errors';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { CLOSURE_CONSEQUENCES } from './closure';
import { CLOSURE_GRACE_DAYS } from '../../../contracts/identity/closure';
import { listClosureBlockers } from './list-closure-blockers';

/** What closing would do and what stands in its way. */
export async function readClosure(call: ReadCall<'member'>) {
  return {
    closesAt: call.member.closesAt,
    blockers: await listClosureBlockers(call),
    consequences: CLOSURE_CONSEQUENCES,
    now: call.now,
  };
}

/** Starts the grace; asking again does not prolong it. @throws TuankaError closure_blocked */
export async function requestClosure(call: WriteCall<'member'>) {
  const { store, member, now } = call;
  const blockers = await listClosureBlockers(call);
  if (blockers.length > 0) throw refuse('closure_blocked', String(blockers.length));
  const closesAt = await store.transact(async (transaction) => {
    const current = await transaction.members.require(member._id, 'not_a_member');
    if (current.closesAt !== null) return current.closesAt;
    const at = addMs(now, CLOSURE_GRACE_DAYS * DAY_MS);
    await transaction.members.update(member._id, { closesAt: at });
    return at;
  });
  return { closesAt };
}

/** Everything stays as it is. */
export async function cancelClosure({ store, member }: WriteCall<'member'>) {
  await store.members.updateIf(member._id, { status: 'active' }, { closesAt: null });
  return { closesAt: null };
}
