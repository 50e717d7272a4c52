import { referralOperations } from '../../contracts/referral/referral';
import { serve } from '../kit/host/serve';
import { decideHeld, listHeld } from './reward/decide-held';
import { listAttributions } from './pages/list-attributions';
import { listFriends, listRewards } from './pages/list-friends';
import { openInvite } from './join/open-invite';
import { publishRule, readRuleInForce } from './pages/publish-rule';
import { readHome } from './pages/read-home';
import { readPoster, renewCode, saveName } from './join/renew-code';

export const main = serve('referral', referralOperations, {
  openInvite,
  readHome,
  listFriends,
  listRewards,
  renewCode,
  saveName,
  readPoster,
  readRule: readRuleInForce,
  publishRule,
  listHeld,
  decideHeld,
  listAttributions,
});
