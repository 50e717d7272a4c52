import { journeyOperations } from '../../contracts/journey/journey';
import { serve } from '../kit/host/serve';
import { listDeadRuns, retryRun } from './admin/retry-run';
import { enterByHand } from './admin/enter-by-hand';
import { publishJourney } from './admin/publish-journey';
import { previewPlan } from './admin/preview-plan';
import { checkPlan, listJourneys, listRecipes, readJourney } from './admin/read-journey';
import { saveJourney } from './admin/save-journey';
import { setJourneyStatus } from './admin/set-status';
import { finishTask } from './tasks/finish-task';
import { listTasks } from './tasks/list-tasks';
import { traceMember } from './admin/trace-member';

export const main = serve('journey', journeyOperations, {
  listJourneys,
  readJourney,
  checkPlan,
  listRecipes,
  previewPlan,
  saveJourney,
  publishJourney,
  setJourneyStatus,
  enterByHand,
  traceMember,
  listTasks,
  finishTask,
  listDeadRuns,
  retryRun,
});
