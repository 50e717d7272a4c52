import { leaderOperations } from '../../contracts/leader';
import { leaderOfficeOperations } from '../../contracts/leader-office';
import { serve } from '../kit/host/serve';
import { applyAsLeader } from './apply-as-leader';
import { decideApplication } from './decide-application';
import { issueLink } from './issue-link';
import { listApplications } from './list-applications';
import { listGroups } from './list-groups';
import { listHandovers } from './list-handovers';
import { listLeaders } from './list-leaders';
import { listTeam } from './list-team';
import { previewHandover } from './preview-handover';
import { readActionCard } from './read-action-card';
import { readApplication } from './read-application';
import { readGroup } from './read-group';
import { readMyCode } from './read-my-code';
import { readTeamFigures } from './read-team-figures';
import { resolveCode } from './resolve-code';
import { setLeaderStatus } from './set-leader-status';
import { transferTeam } from './transfer-team';

const operations = { ...leaderOperations, ...leaderOfficeOperations };

export const main = serve('leader', operations, {
  resolveCode,
  readMyCode,
  readGroup,
  readFigures: readTeamFigures,
  listGroups,
  listTeam,
  readMyApplication: readApplication,
  apply: applyAsLeader,
  listApplications,
  decideApplication,
  listLeaders,
  setLeaderStatus,
  previewHandover,
  handOver: transferTeam,
  listHandovers,
  makeLink: issueLink,
  readActionCard,
});
