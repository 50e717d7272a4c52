import type { CouponApi } from '@contracts/coupon';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

export type CouponService = Client<CouponApi>;

export function createCouponService(transport: Transport, policy?: RetryPolicy): CouponService {
  const call = createCaller<CouponApi>('coupon', transport, policy);
  return {
    listMine: call('listMine'),
    readMine: call('readMine'),
  };
}
