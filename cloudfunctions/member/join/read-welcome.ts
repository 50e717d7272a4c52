import { refuse } from '../../../contracts/errors';
import { listCoupons } from '../../coupon/wallet/list-coupons';
import { linkIdentity } from '../../identity/person/link-identity';
import { readMember, type KnownIdentity } from '../../kit/person/find-member';
import type { WriteCall } from '../../kit/host/call';
import { viewMember } from '../overview/view';

/**
 * The answer to somebody who already is a member: nothing is issued again. The retry of the very request that created
 * the member gets its first answer. Identifiers seen for the first time (a second phone with the same unionid) are
 * linked, and two members whom WeChat shows to be one become one.
 */
export async function readWelcome(call: WriteCall, known: KnownIdentity) {
  const { store, now, requestId } = call;
  const { memberId } = await linkIdentity(call, known);
  if (memberId === null) throw refuse('busy', 'no member to welcome');
  const member = await readMember(store, memberId, 'internal');
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
