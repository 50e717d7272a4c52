import type { CouponFilter } from '../../../contracts/coupon/coupon';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { atMost, moreThan, oneOf } from '../../kit/store/query/condition';
import type { ReadCall } from '../../kit/host/call';
import type { Query } from '../../kit/store/query/filter';
import type { DocumentOf } from '../../kit/store/schema';
import { viewCoupon } from './view';

const PAGE = 20;

type Coupon = DocumentOf<'coupons'>;

/** What still has its clock running: a coupon an order holds or a friend may take is its owner's all the same. */
const alive = oneOf<Coupon['status']>(['unused', 'locked', 'offered']);
const gone = oneOf<Coupon['status']>(['revoked', 'given']);

/** Those with a clock soonest expiry first; the others latest first. */
function queryFor(
  memberId: MemberId,
  filter: CouponFilter,
  now: Instant,
): Pick<Query<Coupon>, 'where' | 'orderBy' | 'direction'> {
  const latestFirst = { orderBy: 'expiresAt', direction: 'desc' } as const;
  switch (filter) {
    case 'usable':
      return { where: { memberId, status: alive, expiresAt: moreThan(now) }, orderBy: 'expiresAt' };
    case 'expired':
      return { where: { memberId, status: alive, expiresAt: atMost(now) }, ...latestFirst };
    case 'used':
      return { where: { memberId, status: 'used' }, ...latestFirst };
    case 'gone':
      return { where: { memberId, status: gone }, ...latestFirst };
  }
}

/** A page of the member's coupons, as divided at `now`. */
export async function listCoupons(
  { store, member, now }: ReadCall<'member'>,
  { state, cursor }: { state: CouponFilter; cursor: string | null },
) {
  const { items, nextCursor } = await store.coupons.find({
    ...queryFor(member._id, state, now),
    limit: PAGE,
    cursor,
  });
  return { coupons: items.map((coupon) => viewCoupon(coupon, now)), nextCursor, now };
}
