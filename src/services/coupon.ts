import type { CouponApi } from '@contracts/coupon';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

export type CouponService = Client<CouponApi>;

export function createCouponService(transport: Transport, policy?: RetryPolicy): CouponService {
  const call = createCaller<CouponApi>('coupon', transport, policy);
  return {
    listMine: call('listMine'),
    readMine: call('readMine'),
    listClaimable: call('listClaimable'),
    readClaimable: call('readClaimable'),
    claim: call('claim'),
    offer: call('offer'),
    withdrawOffer: call('withdrawOffer'),
    readOffer: call('readOffer'),
    takeOffer: call('takeOffer'),
    lookUp: call('lookUp'),
    redeem: call('redeem'),
    undoRedeem: call('undoRedeem'),
    listTemplates: call('listTemplates'),
    readTemplate: call('readTemplate'),
    saveTemplate: call('saveTemplate'),
    setTemplateStatus: call('setTemplateStatus'),
    listPacks: call('listPacks'),
    readPack: call('readPack'),
    savePack: call('savePack'),
    issueByHand: call('issueByHand'),
    previewChange: call('previewChange'),
    revokeCoupons: call('revokeCoupons'),
    extendCoupons: call('extendCoupons'),
  };
}
