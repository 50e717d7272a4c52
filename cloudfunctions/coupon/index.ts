import { couponOperations } from '../../contracts/coupon';
import { serve } from '../kit/host/serve';
import { listCoupons } from './list-coupons';
import { readCoupon } from './read-coupon';

export const main = serve('coupon', couponOperations, {
  listMine: listCoupons,
  readMine: readCoupon,
});
