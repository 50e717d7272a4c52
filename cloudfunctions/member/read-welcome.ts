import type { MemberId } from '../../contracts/primitives/ids';
import { listCoupons } from '../coupon/list-coupons';
import { findMember, keysOf } from '../kit/identity/find-member';
import type { WriteCall } from '../kit/host/call';
import { Duplicate } from '../kit/store/store-error';
import { identity } from './newcomer';
import { viewMember } from './view';

/**
 * The answer to somebody who already is a member: nothing is issued again. The retry of the very request that created
 * the member gets its first answer. Identifiers seen for the first time (a second phone with the same unionid) are linked.
 * @param linked keys already in the identity map
 */
export async function readWelcome(call: WriteCall, memberId: MemberId, linked: readonly string[]) {
  const { store, caller, now, requestId } = call;
  const missing = keysOf(caller).filter((key) => !linked.includes(key));
  for (const key of missing) {
    // A rival that links the same key at the same moment links it to the same member.
    await store.identities.insert(identity(key, memberId, now)).catch(ignoreDuplicate);
  }
  const member = await store.members.require(memberId, 'internal');
  const { coupons } = await listCoupons({ ...call, member }, { state: 'usable', cursor: null });
  const isFirst = member.join.requestId === requestId;
  return {
    outcome: isFirst ? ('joined' as const) : ('already_member' as const),
    member: viewMember(member),
    coupons,
    phone: member.join.phone,
    now,
  };
}

/** The caller turned out to be a member known by another identifier. @throws TuankaError identity_conflict */
export async function linkCaller(call: WriteCall, memberId: MemberId) {
  const { linked } = await findMember(call.store, call.caller);
  return readWelcome(call, memberId, linked);
}

function ignoreDuplicate(error: unknown): void {
  if (!(error instanceof Duplicate)) throw error;
}
