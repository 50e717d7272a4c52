import { playOperations } from '../../contracts/play/play';
import { serve } from '../kit/host/serve';
import { publishCheckInRule, readRuleInForce } from './admin/publish-check-in-rule';
import { recordCheckIn } from './check-in/record-check-in';
import { recordMakeUp } from './check-in/record-make-up';
import { takeGifts } from './prizes/take-gifts';
import { readPlay } from './wallet/read-play';

export const main = serve('play', playOperations, {
  readPlay,
  checkIn: recordCheckIn,
  makeUp: recordMakeUp,
  takeGifts,
  readCheckInRule: readRuleInForce,
  publishCheckInRule,
});
