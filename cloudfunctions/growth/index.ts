import { growthOperations } from '../../contracts/growth/growth';
import { serve } from '../kit/host/serve';
import { adjustGrowth } from './admin/adjust-growth';
import { publishRule, readRuleInForce } from './admin/publish-rule';
import { setFloor } from './admin/set-floor';
import { beginForecast } from './forecast/begin-forecast';
import { previewRule } from './forecast/preview-rule';
import { readForecast } from './forecast/read-forecast';
import { listRefusedGifts } from './gifts/list-refused-gifts';
import { readCharter } from './charter/read-charter';
import { recordConsent } from './charter/record-consent';
import { readRightsAtCounter, redeemPrivilege } from './privileges/redeem-privilege';
import { undoPrivilege } from './privileges/undo-privilege';
import { listGrowth, readGrowth } from './wallet/read-growth';

export const main = serve('growth', growthOperations, {
  readGrowth,
  listGrowth,
  readCharter,
  agreeCharter: recordConsent,
  readRule: readRuleInForce,
  publishRule,
  previewRule,
  beginForecast,
  readForecast,
  listRefusedGifts,
  setFloor,
  adjust: adjustGrowth,
  readRights: readRightsAtCounter,
  usePrivilege: redeemPrivilege,
  undoPrivilege,
});
