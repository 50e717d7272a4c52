import { referralOperations } from '../../contracts/referral';
import { serve } from '../kit/host/serve';
import { decideHeld, listHeld } from './decide-held';
import { listCredits } from './list-credits';
import { listFriends, listRewards } from './list-friends';
import { openInvite } from './open-invite';
import { publishRule, readRuleInForce } from './publish-rule';
import { readHome } from './read-home';
import { readPoster, renewCode, saveName } from './renew-code';

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
  listCredits,
});
