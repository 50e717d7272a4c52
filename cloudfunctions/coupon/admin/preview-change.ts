import type { CouponSelection } from '../../../contracts/coupon/coupon-admin';
import type { ReadCall } from '../../kit/host/call';
import { mayBeRevoked } from './change';
import { readSelected } from './record-change';

/** Counted at most; a larger batch is said to have more. */
const COUNTED = 900;

/** What revoking would touch, before it is done; extending touches the ones that ran out, too. */
export async function previewChange(
  call: ReadCall<'operator'>,
  { selection }: { selection: CouponSelection },
) {
  const { ids, nextCursor } = await readSelected(call, selection, null, COUNTED);
  const coupons = await call.store.coupons.getMany(ids);
  const changeable = coupons.filter((coupon) => mayBeRevoked(coupon, call.now));
  return {
    changeable: changeable.length,
    kept: ids.length - changeable.length,
    members: new Set(changeable.map(({ memberId }) => memberId)).size,
    hasMore: nextCursor !== null,
    now: call.now,
  };
}
