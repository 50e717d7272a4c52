import type { CouponState } from '../../contracts/coupon';
import type { MemberId } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';
import { atMost, moreThan } from '../kit/store/condition';
import type { ReadCall } from '../kit/host/call';
import type { Query } from '../kit/store/collection';
import type { DocumentOf } from '../kit/store/schema';
import { viewCoupon } from './view';

const PAGE = 20;

type Coupon = DocumentOf<'coupons'>;

/** Usable ones soonest expiry first; used and expired ones latest first. */
function queryFor(
  memberId: MemberId,
  state: CouponState,
  now: Instant,
): Pick<Query<Coupon>, 'where' | 'orderBy' | 'direction'> {
  switch (state) {
    case 'usable':
      return { where: { memberId, status: 'unused', expiresAt: moreThan(now) }, orderBy: 'expiresAt' };
    case 'expired':
      return {
        where: { memberId, status: 'unused', expiresAt: atMost(now) },
        orderBy: 'expiresAt',
        direction: 'desc',
      };
    case 'used':
      return { where: { memberId, status: 'used' }, orderBy: 'expiresAt', direction: 'desc' };
  }
}

/** A page of the member's coupons in one state at `now`. */
export async function listCoupons(
  { store, member, now }: ReadCall<'member'>,
  { state, cursor }: { state: CouponState; cursor: string | null },
) {
  const { items, nextCursor } = await store.coupons.find({
    ...queryFor(member._id, state, now),
    limit: PAGE,
    cursor,
  });
  return { coupons: items.map((coupon) => viewCoupon(coupon, now)), nextCursor, now };
}
