import { pointsOperations } from '../../contracts/points';
import { serve } from '../kit/host/serve';
import { adjustPoints, readHolder } from './adjust-points';
import { cancelRedemption } from './cancel-redemption';
import { exchangeReward } from './exchange-reward';
import { listEntries } from './list-entries';
import { listRedemptions, readRedemption } from './list-redemptions';
import { listRewards, readReward } from './list-rewards';
import { previewEarning } from './preview-earning';
import { publishRule, readRuleInForce } from './publish-rule';
import { readHome } from './read-home';
import { listAllRewards, saveReward } from './save-reward';
import { transferPoints } from './transfer-points';
import { lookUpRedemption, verifyRedemption } from './verify-redemption';

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
