import { journeyOperations } from '../../contracts/journey/journey';
import { listExperiments } from '../experiment/results/list-experiments';
import { readExperiment } from '../experiment/results/read-experiment';
import { planExperiment } from '../experiment/results/plan-experiment';
import { serve } from '../kit/host/serve';
import { beginExperiment } from './admin/begin-experiment';
import { endExperiment } from './admin/end-experiment';
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
  listExperiments,
  readExperiment,
  planExperiment,
  beginExperiment,
  endExperiment,
});
