import { couponOperations } from '../../contracts/coupon';
import { serve } from '../kit/host/serve';
import { claimCoupon } from './claim-coupon';
import { extendCoupons } from './extend-coupons';
import { issueByHand } from './issue-by-hand';
import { listClaimable, readClaimable } from './list-claimable';
import { listCoupons } from './list-coupons';
import { listPacks } from './list-packs';
import { listTemplates } from './list-templates';
import { lookUpCoupons } from './look-up-coupons';
import { offerCoupon } from './offer-coupon';
import { previewChange } from './preview-change';
import { readCoupon } from './read-coupon';
import { readOffer } from './read-offer';
import { redeemCoupon } from './redeem-coupon';
import { revokeCoupons } from './revoke-coupons';
import { readPack } from './read-pack';
import { readTemplate } from './read-template';
import { savePack } from './save-pack';
import { saveTemplate } from './save-template';
import { setTemplateStatus } from './set-template-status';
import { takeOffer } from './take-offer';
import { undoRedeem } from './undo-redeem';
import { withdrawOffer } from './withdraw-offer';

export const main = serve('coupon', couponOperations, {
  // The member's own
  listMine: listCoupons,
  readMine: readCoupon,
  listClaimable,
  readClaimable,
  claim: claimCoupon,
  offer: offerCoupon,
  withdrawOffer,
  readOffer,
  takeOffer,
  // At the counter
  lookUp: lookUpCoupons,
  redeem: redeemCoupon,
  undoRedeem,
  // The merchant's
  listTemplates,
  readTemplate,
  saveTemplate,
  setTemplateStatus,
  listPacks,
  readPack,
  savePack,
  issueByHand,
  previewChange,
  revokeCoupons,
  extendCoupons,
});
