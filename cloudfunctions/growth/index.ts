import { growthOperations } from '../../contracts/growth/growth';
import { serve } from '../kit/host/serve';
import { publishRule, readRuleInForce } from './admin/publish-rule';
import { setFloor } from './admin/set-floor';
import { readRightsAtCounter, redeemPrivilege } from './privileges/redeem-privilege';
import { listGrowth, readGrowth } from './wallet/read-growth';

export const main = serve('growth', growthOperations, {
  readGrowth,
  listGrowth,
  readRule: readRuleInForce,
  publishRule,
  setFloor,
  readRights: readRightsAtCounter,
  usePrivilege: redeemPrivilege,
});
