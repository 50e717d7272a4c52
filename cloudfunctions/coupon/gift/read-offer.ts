import { refuse } from '../../../contracts/errors';
import type { OfferCode } from '../../../contracts/primitives/ids';
import { findMember } from '../../kit/person/find-member';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';

/** What a friend's link leads to, for whoever opens it. @throws TuankaError offer_not_found, identity_conflict */
export async function readOffer({ store, caller, now }: ReadCall, { offerCode }: { offerCode: OfferCode }) {
  const [offer, { memberId }] = await Promise.all([
    store.couponOffers.get(offerCode),
    findMember(store, caller),
  ]);
  const coupon = offer && (await store.coupons.get(offer.couponId));
  if (!offer || !coupon) throw refuse('offer_not_found', offerCode);
  const { terms, startsAt, expiresAt } = coupon;
  const viewer = memberId === null ? ('guest' as const) : viewerOf(offer, memberId);
  return { terms, startsAt, expiresAt, state: offerState(offer, coupon, now), viewer, now };
}

function offerState(
  { status }: DocumentOf<'couponOffers'>,
  coupon: DocumentOf<'coupons'>,
  now: Instant,
): 'open' | 'taken' | 'withdrawn' | 'expired' {
  if (status !== 'open') return status;
  if (coupon.status === 'revoked') return 'withdrawn';
  return now < coupon.expiresAt ? 'open' : 'expired';
}

function viewerOf({ memberId, takenBy }: { memberId: string; takenBy: string | null }, viewer: string) {
  if (viewer === memberId) return 'giver' as const;
  return viewer === takenBy ? ('taker' as const) : ('member' as const);
}
