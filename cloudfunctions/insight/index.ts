import { insightOperations } from '../../contracts/insight/insight';
import { serve } from '../kit/host/serve';
import { beginCheck } from './check/begin-check';
import { listChecks } from './check/list-checks';
import { listBehind } from './report/list-behind';
import { readBreakdown } from './report/read-breakdown';
import { readCohorts } from './report/read-cohorts';
import { readLiability } from './report/read-liability';
import { readSeries } from './report/read-series';

export const main = serve('insight', insightOperations, {
  readSeries,
  readBreakdown,
  readCohorts,
  readLiability,
  listBehind,
  beginCheck,
  listChecks,
});
