import type { CouponTerms } from '../../../contracts/coupon/coupon';
import type { ErrorCode } from '../../../contracts/errors';
import {
  isCouponId,
  type CouponId,
  type CouponPackId,
  type MemberId,
  type OfferCode,
} from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { standingRefusal } from '../rules/applicability';
import { grantIdOf, holderName, newCoupon, type CodeFor, type IssuedCoupon } from '../rules/pack';
import { couponState, type CouponClock } from '../rules/validity';

interface GivableCoupon extends CouponClock {
  _id: CouponId;
  memberId: MemberId;
  packId: CouponPackId | null;
  terms: CouponTerms;
  issuedAt: Instant;
  givenFrom: CouponId | null;
}

/** Why a coupon cannot be offered to a friend; null when it can. What a friend gave is not given on. */
export function mayBeGiven(coupon: GivableCoupon, now: Instant): ErrorCode | null {
  if (!coupon.terms.transferable || coupon.givenFrom !== null) return 'coupon_not_transferable';
  // One that has not started yet may be given: its clock goes with it.
  if (couponState(coupon, now) === 'waiting') return null;
  return standingRefusal(coupon, now)?.reason ?? null;
}

/** The friend's coupon: the same terms and the same clock. The link names it, so that taking it twice is one coupon. */
export function givenCoupon(
  coupon: GivableCoupon,
  to: MemberId,
  code: OfferCode,
  codeFor: CodeFor,
  now: Instant,
): IssuedCoupon {
  const id = `cpn_${holderName(to)}-gift-${code}`;
  if (!isCouponId(id)) throw new RangeError(`not a coupon id: ${id}`);
  const { terms, startsAt, expiresAt, packId } = coupon;
  return {
    ...newCoupon(
      {
        _id: id,
        memberId: to,
        grantId: grantIdOf({ memberId: to, channel: 'gift', occasion: code }),
        channel: 'gift',
        templateId: terms.templateId,
        packId,
        terms,
        issuedAt: now,
        startsAt,
        expiresAt,
      },
      codeFor,
    ),
    givenFrom: coupon._id,
  };
}
