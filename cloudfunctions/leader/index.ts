import { leaderOperations } from '../../contracts/leader';
import { serve } from '../kit/host/serve';
import { listGroups } from './list-groups';
import { listTeam } from './list-team';
import { readGroup } from './read-group';
import { readMyCode } from './read-my-code';
import { readTeamFigures } from './read-team-figures';
import { resolveCode } from './resolve-code';

export const main = serve('leader', leaderOperations, {
  resolveCode,
  readMyCode,
  readGroup,
  readFigures: readTeamFigures,
  listGroups,
  listTeam,
});
