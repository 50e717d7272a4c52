import type { MemberId } from '../../../contracts/primitives/ids';
import { fen } from '../../../contracts/primitives/fen';
import { couponState } from '../../coupon/rules/validity';
import { viewCoupon } from '../../coupon/wallet/view';
import { isFreshlySealed } from '../../kit/identity/phone-vault';
import { findMember, keysOf, readMember } from '../../kit/person/find-member';
import type { Opening, ReadCall } from '../../kit/host/call';
import { moreThan } from '../../kit/store/query/condition';
import { readWaitingClaim } from '../../payment/claim/read-claim';
import { viewMember } from './view';

/** Coupons counted for the home page, as many as one page of the store holds; beyond it the page says `999+`. */
const COUNTED = 999;
const NEAREST = 3;

/**
 * The home page: 2 database calls for a guest, 3 for a guest who paid and for a member.
 * A member who was merged away a moment ago costs two more.
 */
export async function readOverview({ store, caller, settings, now }: Opening<ReadCall>) {
  const known = await findMember(store, caller);
  const { memberId } = known;
  if (!memberId) {
    const waiting = await readWaitingClaim(store, caller, now);
    const claim = waiting && {
      claimId: waiting._id,
      planName: waiting.plan.name,
      expiresAt: waiting.expiresAt,
    };
    return { membership: 'none' as const, claim, now };
  }
  const couponsOf = (owner: MemberId) =>
    store.coupons.find({
      where: { memberId: owner, status: 'unused', expiresAt: moreThan(now) },
      orderBy: 'expiresAt',
      limit: COUNTED,
    });
  const [member, found] = await Promise.all([readMember(store, memberId, 'internal'), couponsOf(memberId)]);
  const { items: unused, nextCursor } = member._id === memberId ? found : await couponsOf(member._id);
  const isLoose =
    known.conflict !== null ||
    keysOf(caller).some((key) => !known.linked.includes(key)) ||
    (member.phone !== null && !isFreshlySealed(settings.phone, member.phone.cipher));
  const coupons = unused.filter((coupon) => couponState(coupon, now) === 'usable');
  return {
    membership: 'member' as const,
    member: viewMember(member),
    identity: isLoose ? ('loose' as const) : ('tied' as const),
    coupons: {
      usableCount: coupons.length,
      hasMore: nextCursor !== null,
      worthFen: fen(coupons.reduce((sum, { terms }) => sum + terms.amountFen, 0)),
      nearest: coupons.slice(0, NEAREST).map((coupon) => viewCoupon(coupon, now)),
    },
    unreadMessages: member.unreadMessages,
    now,
  };
}
