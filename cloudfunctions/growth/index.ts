import { growthOperations } from '../../contracts/growth/growth';
import { serve } from '../kit/host/serve';
import { publishRule, readRuleInForce } from './admin/publish-rule';
import { setFloor } from './admin/set-floor';
import { listGrowth, readGrowth } from './wallet/read-growth';

export const main = serve('growth', growthOperations, {
  readGrowth,
  listGrowth,
  readRule: readRuleInForce,
  publishRule,
  setFloor,
});
