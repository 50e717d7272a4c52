import type { CouponTerms } from '../../contracts/coupon';
import { isCouponId, type CouponId, type CouponPackId, type MemberId } from '../../contracts/primitives/ids';
import { addMs, type Instant } from '../../contracts/primitives/time';

/** A published pack: terms and the step of the validity ladder each coupon stands on. */
export interface Pack {
  _id: CouponPackId;
  items: readonly { terms: CouponTerms; validForMs: number }[];
}

/** One grant of a pack: who gets it, through which channel, when. */
export interface Grant {
  memberId: MemberId;
  channel: 'join';
  at: Instant;
}

export interface IssuedCoupon {
  _id: CouponId;
  memberId: MemberId;
  packId: CouponPackId;
  terms: CouponTerms;
  status: 'unused';
  issuedAt: Instant;
  expiresAt: Instant;
  usedAt: null;
}

/** The same grant always names the same coupons, so that issuing twice is a duplicate and not a second pack. */
function couponIdFor({ memberId, channel }: Grant, position: number): CouponId {
  const id = `cpn_${memberId.replace('mem_', '')}-${channel}-${position}`;
  if (!isCouponId(id)) throw new RangeError(`not a coupon id: ${id}`);
  return id;
}

/** The coupons of a pack, all of them, their clocks starting at the grant. */
export const couponsOf = (pack: Pack, grant: Grant): IssuedCoupon[] =>
  pack.items.map(({ terms, validForMs }, position) => ({
    _id: couponIdFor(grant, position + 1),
    memberId: grant.memberId,
    packId: pack._id,
    terms,
    status: 'unused',
    issuedAt: grant.at,
    expiresAt: addMs(grant.at, validForMs),
    usedAt: null,
  }));
