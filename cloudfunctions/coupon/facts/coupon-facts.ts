import type { CouponChannel } from '../../../contracts/coupon/coupon';
import type { CouponId, CouponPackId, MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { FactKind } from '../../kit/facts/fact-kind';
import { newFact, type Fact } from '../../kit/facts/new-fact';
import type { CouponUse, LifePatch } from '../rules/lifecycle';

/**
 * What coupons tell. Of whatever was issued: issued − used + returned − expired + revived − revoked − given away is what can
 * still be used, or stays with a tombstone until it runs out (decision 0024, merges).
 */
interface IssuedCoupon {
  _id: CouponId;
  memberId: MemberId;
  grantId: string;
  channel: CouponChannel;
  packId: CouponPackId | null;
  issuedAt: Instant;
}

/** One fact for a grant, however many coupons it has; none for none. */
export function issuedFacts(coupons: readonly IssuedCoupon[], now: Instant, auditId?: string): Fact[] {
  const [first] = coupons;
  if (!first) return [];
  const { grantId, memberId, channel, packId, issuedAt: at } = first;
  const refs = {
    count: coupons.length,
    coupons: coupons.map(({ _id }) => _id).join(' '),
    channel,
    ...(packId === null ? {} : { packId }),
  };
  return [doneBy(newFact({ kind: 'coupon_issued', cause: grantId, memberId, at, now, refs }), auditId)];
}

interface ChangedCoupon {
  _id: CouponId;
  memberId: MemberId;
  turns: number;
  expiresAt: Instant;
  recalled?: { auditId?: string | undefined } | null;
}

const couponFact = (
  kind: FactKind,
  { _id, memberId, turns }: ChangedCoupon,
  now: Instant,
  at: Instant = now,
): Fact =>
  newFact({ kind, cause: `${_id}-${turns}`, memberId, at, now, refs: { couponId: _id, turn: turns } });

/** A use is told with what is known of it: of an order, the order tells what it saved. */
export function usedFact(coupon: ChangedCoupon, use: CouponUse, now: Instant, auditId?: string): Fact {
  const { turn, by, orderId, storeId, savingFen } = use;
  const fact = couponFact('coupon_used', { ...coupon, turns: turn }, now);
  const refs = {
    ...fact.refs,
    by,
    ...(orderId === null ? {} : { orderId }),
    ...(savingFen === null ? {} : { savingFen }),
  };
  return doneBy({ ...fact, refs, ...(storeId === null ? {} : { storeId }) }, auditId);
}

/** What staff did names the entry that says who. */
const doneBy = (fact: Fact, auditId: string | undefined): Fact =>
  auditId === undefined ? fact : { ...fact, refs: { ...fact.refs, auditId } };

export const revokedFact = (coupon: ChangedCoupon, now: Instant, auditId = coupon.recalled?.auditId): Fact =>
  doneBy(couponFact('coupon_revoked', coupon, now), auditId);

export const givenFact = (coupon: ChangedCoupon, now: Instant): Fact =>
  couponFact('coupon_given', coupon, now);

/** A use was taken back; what the merchant recalled meanwhile is revoked at once. */
export const returnedFacts = (
  coupon: ChangedCoupon,
  { status }: LifePatch,
  now: Instant,
  auditId?: string,
): Fact[] => [
  doneBy(couponFact('coupon_returned', coupon, now), auditId),
  ...(status === 'revoked' ? [revokedFact(coupon, now)] : []),
];

const expiry = ({ expiresAt, ...coupon }: ChangedCoupon, kind: FactKind, now: Instant, at: Instant): Fact => {
  const fact = couponFact(kind, { ...coupon, expiresAt }, now, at);
  return { ...fact, _id: `${fact._id}-${expiresAt}` };
};

/** Once for each time it ran out unused: after each use, and after each extension. */
export const expiredFact = (coupon: ChangedCoupon, now: Instant): Fact =>
  expiry(coupon, 'coupon_expired', now, coupon.expiresAt);

/** What had run out counts after all: it was extended, or the payment that uses it was told late. */
export const revivedFact = (coupon: ChangedCoupon, now: Instant, auditId?: string): Fact =>
  doneBy(expiry(coupon, 'coupon_revived', now, now), auditId);
