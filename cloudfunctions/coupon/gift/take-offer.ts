import { refuse } from '../../../contracts/errors';
import type { OfferCode } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { withDrawnCodes } from '../codes/with-drawn-codes';
import { couponReminders } from '../notices/coupon-expiry';
import { givenCoupon } from './gift';
import type { CodeFor } from '../rules/pack';
import { givenFact, issuedFacts } from '../facts/coupon-facts';
import { viewCoupon } from '../wallet/view';

/**
 * A friend takes an offered coupon: the giver's is gone and the friend has one with the same terms and clock, in one
 * transaction. Of two friends with the link one gets it; the same friend again sees theirs.
 * @throws TuankaError offer_not_found, offer_withdrawn, offer_taken, offer_own, coupon_expired
 */
export async function takeOffer(call: WriteCall<'member'>, { offerCode }: { offerCode: OfferCode }) {
  const coupon = await withDrawnCodes(call.store, (codeFor) => take(call, offerCode, codeFor));
  return { coupon: viewCoupon(coupon, call.now), now: call.now };
}

const take = (
  { store, member, now }: WriteCall<'member'>,
  offerCode: OfferCode,
  codeFor: CodeFor,
): Promise<DocumentOf<'coupons'>> =>
  store.transact(async (transaction) => {
    const offer = await transaction.couponOffers.require(offerCode, 'offer_not_found');
    if (offer.status === 'taken' && offer.takenBy !== member._id) throw refuse('offer_taken');
    if (offer.status === 'withdrawn') throw refuse('offer_withdrawn');
    if (offer.memberId === member._id) throw refuse('offer_own');
    const given = await transaction.coupons.require(offer.couponId, 'offer_not_found');
    const taken = givenCoupon(given, member._id, offerCode, codeFor, now);
    if (offer.status === 'taken') return transaction.coupons.require(taken._id, 'offer_not_found');
    if (given.status === 'revoked') throw refuse('coupon_revoked');
    if ((await transaction.members.get(offer.memberId))?.frozen) throw refuse('offer_withdrawn');
    if (now >= given.expiresAt) throw refuse('coupon_expired');
    await transaction.couponOffers.update(offerCode, { status: 'taken', takenBy: member._id });
    await transaction.coupons.update(given._id, { status: 'given' });
    transaction.tell(givenFact(given, now), ...issuedFacts([taken], now));
    await transaction.coupons.insert(taken);
    transaction.remind(...couponReminders([taken]));
    return taken;
  });
