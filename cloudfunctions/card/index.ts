import { cardOperations } from '../../contracts/card/card';
import { serve } from '../kit/host/serve';
import { listPlans, listPlanVersions } from './plans/list-plans';
import { savePlan } from './plans/save-plan';
import { setDefaultPlan, setPlanOpen } from './plans/set-plan';
import { readCard } from './read-card';

export const main = serve('card', cardOperations, {
  readMine: readCard,
  listPlans,
  listPlanVersions,
  savePlan,
  setPlanOpen,
  setDefaultPlan,
});
