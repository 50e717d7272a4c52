import { pointsOperations } from '../../contracts/points/points';
import { serve } from '../kit/host/serve';
import { adjustPoints, readHolder } from './admin/adjust-points';
import { cancelRedemption } from './mall/cancel-redemption';
import { exchangeReward } from './mall/exchange-reward';
import { listEntries } from './wallet/list-entries';
import { listRedemptions, readRedemption } from './mall/list-redemptions';
import { listRewards, readReward } from './mall/list-rewards';
import { previewEarning } from './admin/preview-earning';
import { publishRule, readRuleInForce } from './admin/publish-rule';
import { readHome } from './wallet/read-home';
import { listAllRewards, saveReward } from './admin/save-reward';
import { transferPoints } from './admin/transfer-points';
import { lookUpRedemption, verifyRedemption } from './mall/verify-redemption';

export const main = serve('points', pointsOperations, {
  readHome,
  listEntries,
  listRewards,
  readReward,
  exchange: exchangeReward,
  listRedemptions,
  readRedemption,
  cancelRedemption,
  lookUpRedemption,
  verifyRedemption,
  previewEarning,
  readRule: readRuleInForce,
  publishRule,
  listAllRewards,
  saveReward,
  readHolder,
  adjust: adjustPoints,
  transfer: transferPoints,
});
