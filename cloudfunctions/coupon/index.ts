import { couponOperations } from '../../contracts/coupon/coupon';
import { serve } from '../kit/host/serve';
import { collectCoupon } from './collect/collect-coupon';
import { extendCoupons } from './admin/extend-coupons';
import { issueByHand } from './admin/issue-by-hand';
import { listCollectable, readCollectable } from './collect/list-collectable';
import { listCoupons } from './wallet/list-coupons';
import { listPacks } from './admin/list-packs';
import { listTemplates } from './admin/list-templates';
import { lookUpCoupons } from './desk/look-up-coupons';
import { offerCoupon } from './gift/offer-coupon';
import { previewChange } from './admin/preview-change';
import { readCoupon } from './wallet/read-coupon';
import { readOffer } from './gift/read-offer';
import { redeemCoupon } from './desk/redeem-coupon';
import { revokeCoupons } from './admin/revoke-coupons';
import { readPack } from './issue/read-pack';
import { readTemplate } from './issue/read-template';
import { savePack } from './admin/save-pack';
import { saveTemplate } from './admin/save-template';
import { setTemplateStatus } from './admin/set-template-status';
import { takeOffer } from './gift/take-offer';
import { undoRedeem } from './desk/undo-redeem';
import { withdrawOffer } from './gift/withdraw-offer';

export const main = serve('coupon', couponOperations, {
  // The member's own
  listMine: listCoupons,
  readMine: readCoupon,
  listCollectable,
  readCollectable,
  collect: collectCoupon,
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
