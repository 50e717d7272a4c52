import { leaderOperations } from '../../contracts/leader/leader';
import { leaderOfficeOperations } from '../../contracts/leader/leader-office';
import { serve } from '../kit/host/serve';
import { applyAsLeader } from './office/apply-as-leader';
import { decideApplication } from './office/decide-application';
import { decideHold, listHolds } from './holds/decide-hold';
import { issueLink } from './team/issue-link';
import { listApplications } from './office/list-applications';
import { listGroups } from './team/list-groups';
import { listHandovers } from './office/list-handovers';
import { listLeaders } from './office/list-leaders';
import { listTeam } from './team/list-team';
import { previewHandover } from './office/preview-handover';
import { readActionCard } from './figures/read-action-card';
import { readApplication } from './office/read-application';
import { readGroup } from './team/read-group';
import { readMyCode } from './team/read-my-code';
import { readTeamFigures } from './figures/read-team-figures';
import { setLeaderStatus } from './office/set-leader-status';
import { tellApplicantPhone } from './office/tell-applicant-phone';
import { transferTeam } from './office/transfer-team';

const operations = { ...leaderOperations, ...leaderOfficeOperations };

export const main = serve('leader', operations, {
  readMyCode,
  readGroup,
  readFigures: readTeamFigures,
  listGroups,
  listTeam,
  readMyApplication: readApplication,
  apply: applyAsLeader,
  listApplications,
  decideApplication,
  tellApplicantPhone,
  listLeaders,
  setLeaderStatus,
  previewHandover,
  listHolds,
  decideHold,
  handOver: transferTeam,
  listHandovers,
  makeLink: issueLink,
  readActionCard,
});
