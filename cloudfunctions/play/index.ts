import { playOperations } from '../../contracts/play/play';
import { serve } from '../kit/host/serve';
import { listDraws } from './admin/list-draws';
import { publishBadgeRule, readBadgesInForce } from './admin/publish-badge-rule';
import { publishCheckInRule, readRuleInForce } from './admin/publish-check-in-rule';
import { publishTaskRule, readTasksInForce } from './admin/publish-task-rule';
import { publishVisitRule, readVisitsInForce } from './admin/publish-visit-rule';
import { publishWheelRule, readWheelInForce } from './admin/publish-wheel-rule';
import { recordBadges } from './badges/record-badges';
import { recordCheckIn } from './check-in/record-check-in';
import { recordMakeUp } from './check-in/record-make-up';
import { takeGifts } from './prizes/take-gifts';
import { recordTask } from './tasks/record-task';
import { readVisitOffer } from './visits/read-visit-offer';
import { recordVisit } from './visits/record-visit';
import { readBadges } from './wallet/read-badges';
import { readPlay } from './wallet/read-play';
import { readTasks } from './wallet/read-tasks';
import { readVisits } from './wallet/read-visits';
import { readWheel } from './wallet/read-wheel';
import { exchangeChance } from './wheel/exchange-chance';
import { recordDraw } from './wheel/record-draw';

export const main = serve('play', playOperations, {
  readPlay,
  checkIn: recordCheckIn,
  makeUp: recordMakeUp,
  takeGifts,
  readCheckInRule: readRuleInForce,
  publishCheckInRule,
  readWheel,
  draw: recordDraw,
  exchangeChance,
  readWheelRule: readWheelInForce,
  publishWheelRule,
  listDraws,
  readTasks,
  finishTask: recordTask,
  readTaskRule: readTasksInForce,
  publishTaskRule,
  readVisits,
  readVisitOffer,
  giveVisitGift: recordVisit,
  readVisitRule: readVisitsInForce,
  publishVisitRule,
  readBadges,
  collectBadges: recordBadges,
  readBadgeRule: readBadgesInForce,
  publishBadgeRule,
});
